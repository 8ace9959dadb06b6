import type { CDPSession } from 'playwright-core'

/** What a page shows, read in a world of its own where the page's scripts cannot lie about the functions used. */
export interface PageView {
  readonly url: string
  readonly html: string
  /** Characters of visible text without white space, of the main document. */
  readonly textLength: number
  /** A visible field for a password, or the first step of a sign-in; what it is. */
  readonly signIn?: string
  /** A captcha or a check of the browser; what it is. */
  readonly check?: string
  /** Source of the frame that takes nearly all of the window. */
  readonly frame?: string
}

/** Characters of the document that are taken. Attack: a page that writes itself without end. */
const HTML = 4 * 1024 * 1024

/** Elements looked at, and how deep into open shadow trees. Attack: millions of elements. */
const LOOK = `(() => {
  const MOST = 20000, HTML = ${HTML};
  const visible = (one) => {
    if (!one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    const box = one.getBoundingClientRect();
    return box.width > 4 && box.height > 4 && box.right > 0 && box.bottom + scrollY > 0;
  };
  const roots = [document];
  let left = MOST;
  const inputs = [], frames = [];
  for (let at = 0; at < roots.length && at < 500; at++) {
    for (const one of roots[at].querySelectorAll('*')) {
      if (left-- < 0) break;
      if (one.shadowRoot) roots.push(one.shadowRoot);
      if (one.localName === 'input') inputs.push(one);
      if (one.localName === 'iframe' || one.localName === 'frame') frames.push(one);
      if ((one.localName === 'iframe' || one.localName === 'frame') && one.contentDocument) roots.push(one.contentDocument);
    }
  }
  let signIn;
  for (const one of inputs) {
    if (signIn !== undefined || !visible(one)) continue;
    const complete = (one.getAttribute('autocomplete') || '').toLowerCase().split(/\\s+/);
    const name = (one.getAttribute('name') || one.id || '').toLowerCase();
    if (one.type === 'password') signIn = 'a password field';
    else if (complete.includes('one-time-code')) signIn = 'a field for a one-time code';
    else if (complete.includes('username') || complete.includes('webauthn')) signIn = 'a field for a user name';
    else if (['loginfmt', 'identifier', 'identifierid', 'i0116', 'signin-email', 'username', 'userid', 'login_email', 'j_username'].includes(name)) signIn = 'the first step of a sign-in';
  }
  const share = (one) => {
    const box = one.getBoundingClientRect();
    const width = Math.max(0, Math.min(box.right, innerWidth) - Math.max(box.left, 0));
    const height = Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
    return width * height / (innerWidth * innerHeight);
  };
  const textLength = (document.body && document.body.innerText || '').replace(/\\s+/g, '').length;
  let frame, check;
  for (const one of frames) {
    const src = one.src || '';
    if (/^https:\\/\\/(challenges\\.cloudflare\\.com|[a-z]*\\.?hcaptcha\\.com|newassets\\.hcaptcha\\.com|(www\\.)?(google\\.com|recaptcha\\.net)\\/recaptcha|[\\w-]*\\.?arkoselabs\\.com|[\\w.-]*captcha-delivery\\.com)/.test(src) && visible(one) && !/[?&]size=invisible/.test(src)) check ??= 'a captcha';
    if (one.ownerDocument === document && (one.localName === 'frame' || share(one) > 0.75) && visible(one) && frame === undefined) frame = src;
  }
  if (document.querySelector('#challenge-form, #challenge-running, #cf-challenge-running, .cf-turnstile, .h-captcha, .g-recaptcha:not([data-size=invisible])') && textLength < 600) check ??= 'a captcha';
  const html = (document.doctype ? '<!doctype html>' : '') + (document.documentElement ? document.documentElement.outerHTML : '');
  return { url: location.href, html: html.slice(0, HTML), textLength, signIn, check, frame };
})()`

/** Looks at the page as it is; undefined when there is none or it does not answer within `timeout` milliseconds. */
export async function viewPage(
  session: CDPSession,
  frameId: string,
  timeout: number = 4_000,
): Promise<PageView | undefined> {
  try {
    const { executionContextId } = await session.send(
      'Page.createIsolatedWorld',
      { frameId, worldName: 'counterfoil' },
      { timeout },
    )
    const { result } = await session.send(
      'Runtime.evaluate',
      { expression: LOOK, contextId: executionContextId, returnByValue: true, timeout },
      { timeout },
    )
    return pageView(result.value)
  } catch {
    return undefined
  }
}

function pageView(value: unknown): PageView | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { url, html, textLength, signIn, check, frame } = value as Readonly<Record<string, unknown>>
  if (typeof url !== 'string' || typeof html !== 'string' || typeof textLength !== 'number') return undefined
  return {
    url,
    html,
    textLength,
    ...(typeof signIn === 'string' ? { signIn } : {}),
    ...(typeof check === 'string' ? { check } : {}),
    ...(typeof frame === 'string' ? { frame } : {}),
  }
}

/** PNG of what the window shows; undefined when the browser does not give one in time. */
export async function screenshot(
  session: CDPSession,
  timeout: number = 5_000,
): Promise<Uint8Array | undefined> {
  try {
    const { data } = await session.send(
      'Page.captureScreenshot',
      { format: 'png', captureBeyondViewport: false },
      { timeout },
    )
    return Buffer.from(data, 'base64')
  } catch {
    return undefined
  }
}
