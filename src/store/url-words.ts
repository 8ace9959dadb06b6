/** Characters of a URL whose words are kept. Attack: a URL of megabytes, each byte a word. */
export const URL_WORDS = 2_000

/** What stands behind the host of a URL: the text of its row in `url_index`. */
export function urlWords(url: string): string {
  const slashes = url.indexOf('//')
  const path = slashes < 0 ? url.indexOf(':') + 1 : url.indexOf('/', slashes + 2)
  return path < 0 ? '' : url.slice(path, path + URL_WORDS)
}
