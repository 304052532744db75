/**
 * Loads the code that draws formulas, once. It is half as large again as the whole page, so it
 * never comes first.
 */
export const loadFormulas = () => import('./draw');
