/** Names that every second site has; a path of these says nothing. */
const EVERYDAY: ReadonlySet<string> = new Set(
  (
    'about account accounts admin api app assets auth blog cgi-bin client common content contact css data default ' +
    'dist doc docs document documents download downloads edit en explore favicon file files folder forum global help ' +
    'home html image images img inbox includes index info invite js login logout mail main media news oauth oauth2 page ' +
    'pages photo photos php portal post posts profile public register robots search secure security service services ' +
    'settings share shared signin signup site sites sitemap static status store support tag test themes update upload ' +
    'uploads user users verify video view viewer web webmail wiki wp-admin wp-content wp-includes wp-json'
  ).split(' '),
)
/** Characters of a segment that tell more than a word does. */
const TELLING = 6

/**
 * Whether a path of a URL (`/Gcollection/Ref`) would hardly stand in a URL of somebody else: one segment of at least
 * six characters that is no everyday name, and not a single plain word. The path is without query and fragment.
 */
export function isDistinctivePath(path: string): boolean {
  const segments = path.split('/').filter(Boolean)
  const telling = segments.filter((segment) => {
    const name = segment.toLowerCase().replace(/\.[a-z0-9]{1,5}$/, '')
    return name.length >= TELLING && !EVERYDAY.has(name)
  })
  // One word alone is a page name: `/newsletter`.
  return (
    telling.length >= 2 ||
    telling.some((segment) => !/^[a-z]+(?:\.[a-z]{1,5})?$/.test(segment)) ||
    (telling.length === 1 && segments.length >= 2)
  )
}

/** Whether a URL holds the path as whole segments, letter case counting. */
export function holdsPath(url: string, path: string): boolean {
  const wanted = path.endsWith('/') ? path.slice(0, -1) : path
  const slashes = url.indexOf('//')
  const from = slashes < 0 ? 0 : Math.max(0, url.indexOf('/', slashes + 2))
  for (let at = url.indexOf(wanted, from); at >= 0; at = url.indexOf(wanted, at + 1)) {
    const next = url[at + wanted.length]
    if (next === undefined || '/?#&=;%'.includes(next)) return true
  }
  return false
}
