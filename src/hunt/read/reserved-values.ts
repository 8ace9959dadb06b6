/** RFC 2606, RFC 6761: names that are nobody's. */
const EXAMPLE_NAME = /(?:^|\.)(?:(?:example|test|invalid)|example\.(?:com|net|org|edu))$/
/** Names that mean something inside a network only. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|lan|intranet|corp|home|localdomain|home\.arpa)$/

/** Whether a host name is reserved for examples and tests. */
export const isExampleName = (host: string): boolean => EXAMPLE_NAME.test(host)

/** Whether a host name can be reached only from inside some network. */
export const isPrivateName = (host: string): boolean => PRIVATE_NAME.test(host)

/** Networks for documentation (RFC 5737, RFC 3849), as text that an address begins with. */
const EXAMPLE_ADDRESS = /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:|3fff:)/

/** Whether an address, in normal form, is reserved for documentation. */
export const isExampleAddress = (address: string): boolean => EXAMPLE_ADDRESS.test(address)

/** RFC 1918, 6598, 3927, 1122, 4193, 4291, multicast and what lies above. */
const PRIVATE_ADDRESS =
  /^(?:0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|2(?:2[4-9]|[345]\d)\.|::1$|::$|fe[89ab][0-9a-f]:|f[cd][0-9a-f]{2}:|ff[0-9a-f]{2}:)/

/** Whether an address, in normal form, cannot be reached over the Internet. */
export const isPrivateAddress = (address: string): boolean => PRIVATE_ADDRESS.test(address)
