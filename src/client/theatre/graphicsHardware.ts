/** Whether this device draws WebGL in hardware; software pretending to be a graphics processor counts as none. */
const SOFTWARE_NAMES = /swiftshader|llvmpipe|software|basic render|softpipe/i;

export const hasGraphicsHardware = (): boolean => {
  const context = document.createElement('canvas').getContext('webgl');
  if (context === null) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE_NAMES.test(String(name));
};

/** Whether there is anything to paint on: every picture is put together from plain canvases. */
export const canPaint = (): boolean => document.createElement('canvas').getContext('2d') !== null;
