import { tf } from '../tf';
import { install, uninstall } from './install';
import { isSoftware, type OpenRung } from './rung';

/** WebGL 2 on a context of our own, so that its renderer is known and its loss is noticed. */
export const openWebgl: OpenRung = async ({ allowSoftware, onLost }) => {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('WebGL is not available here');
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
  if (!gl) throw new Error('WebGL 2 is not available here');
  const name = rendererOf(gl);
  const release = () => gl.getExtension('WEBGL_lose_context')?.loseContext();
  if (isSoftware(name) && !allowSoftware) {
    release();
    throw new Error(`WebGL only draws in software (${name})`);
  }

  const webgl = await import('@tensorflow/tfjs-backend-webgl');
  uninstall('webgl');
  webgl.setWebGLContext(2, gl);
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) {
    release();
    throw new Error(`WebGL computes in 16 bits only (${name}), too coarse to train`);
  }
  let closed = false;
  canvas.addEventListener('webglcontextlost', () => {
    if (!closed) onLost('The browser took the WebGL context away.');
  });
  const close = () => {
    closed = true;
    uninstall('webgl');
    release();
  };
  try {
    // A context that is handed over has a program cache of its own, not that of a lost context.
    const context = new webgl.GPGPUContext();
    await install('webgl', new webgl.MathBackendWebGL(context));
  } catch (error) {
    close();
    throw error;
  }
  const software = isSoftware(name);
  return { adapter: software ? `${name} (software)` : name, isSoftware: software, close };
};

/** "Apple, ANGLE Metal Renderer: Apple M3, Unspecified Version" without its "ANGLE (...)". */
function rendererOf(gl: WebGL2RenderingContext): string {
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  return name.replace(/^ANGLE \((.*)\)$/, '$1');
}
