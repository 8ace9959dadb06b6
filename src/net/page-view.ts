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

/**
 * Attack: millions of elements, and forms or pictures named like what is asked of the document or a form
 * (`<img name=querySelectorAll>`), which hide it in every world: so all is asked by the getters of the prototypes.
 */
const LOOK = `(() => {
  const ROOTS = 500, ELEMENTS = 200000, FIELDS = 5000, FRAMES = 500, HTML = ${HTML};
  const getter = (owner, name) => {
    const get = Object.getOwnPropertyDescriptor(owner.prototype, name).get;
    return (one) => get.call(one);
  };
  // Documents of frames are of other realms, so their kind is asked for by number.
  const nodeType = getter(Node, 'nodeType');
  const all = (root, selector) =>
    (nodeType(root) === 11 ? DocumentFragment : Document).prototype.querySelectorAll.call(root, selector);
  const shadowOf = getter(Element, 'shadowRoot'), localName = getter(Element, 'localName');
  const docElement = getter(Document, 'documentElement'), bodyOf = getter(Document, 'body');
  const visible = (one) => {
    if (!one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    const box = one.getBoundingClientRect();
    return box.width > 4 && box.height > 4 && box.right > 0 && box.bottom + scrollY > 0;
  };
  const roots = [document];
  let left = ELEMENTS;
  const inputs = [], frames = [];
  for (let at = 0; at < roots.length && at < ROOTS; at++) {
    for (const one of all(roots[at], 'input')) if (inputs.length < FIELDS) inputs.push(one);
    for (const one of all(roots[at], 'iframe, frame')) {
      if (frames.length < FRAMES) frames.push(one);
      if (one.contentDocument) roots.push(one.contentDocument);
    }
    for (const one of all(roots[at], '*')) {
      if (left-- < 0) break;
      const shadow = shadowOf(one);
      if (shadow) roots.push(shadow);
    }
  }
  let signIn;
  // A frame too small to type into is there for other reasons.
  for (const one of innerWidth < 100 || innerHeight < 30 ? [] : inputs) {
    if (signIn !== undefined || one.type === 'hidden' || !visible(one)) continue;
    const complete = (one.getAttribute('autocomplete') || '').toLowerCase().split(/\\s+/);
    const name = (one.getAttribute('name') || one.id || '').toLowerCase();
    const masked = getComputedStyle(one).webkitTextSecurity;
    if (one.type === 'password') signIn = 'a password field';
    else if (masked && masked !== 'none') signIn = 'a field that hides what is typed';
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
  const body = bodyOf(document), root = docElement(document);
  const innerText = getter(HTMLElement, 'innerText'), outer = getter(Element, 'outerHTML');
  const textLength = (body instanceof HTMLElement ? innerText(body) : '').replace(/\\s+/g, '').length;
  let frame, check;
  for (const one of frames) {
    const src = one.src || '';
    if (/^https:\\/\\/(challenges\\.cloudflare\\.com|[a-z]*\\.?hcaptcha\\.com|newassets\\.hcaptcha\\.com|(www\\.)?(google\\.com|recaptcha\\.net)\\/recaptcha|[\\w-]*\\.?arkoselabs\\.com|[\\w.-]*captcha-delivery\\.com)/.test(src) && visible(one) && !/[?&]size=invisible/.test(src)) check ??= 'a captcha';
    if (one.ownerDocument === document && (localName(one) === 'frame' || share(one) > 0.75) && visible(one) && frame === undefined) frame = src;
  }
  if (textLength < 600 && all(document, '#challenge-form, #challenge-running, #cf-challenge-running, .cf-turnstile, .h-captcha, .g-recaptcha:not([data-size=invisible])').length > 0) check ??= 'a captcha';
  const html = (getter(Document, 'doctype')(document) ? '<!doctype html>' : '') + (root ? outer(root) : '');
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
