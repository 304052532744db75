/** Loads what draws formulas, once: half as much script again as the whole page, so never at first. */
export const loadFormulas = () => import('./draw');
