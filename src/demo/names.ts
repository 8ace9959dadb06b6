// What a fictional city and its people are named from. Nobody here is real; hosts end in .example or .test (RFC 2606).

export const FIRST_NAMES: readonly string[] = [
  'Adela',
  'Bastian',
  'Cleo',
  'Dorian',
  'Elske',
  'Fenno',
  'Greta',
  'Hollis',
  'Imre',
  'Juno',
  'Kester',
  'Linnea',
  'Marlo',
  'Nadja',
  'Orrin',
  'Petra',
  'Quill',
  'Rhea',
  'Silvan',
  'Tamsin',
  'Ulla',
  'Viggo',
  'Wren',
  'Yara',
  'Zeno',
  'Alma',
  'Bram',
  'Corin',
  'Delphi',
  'Ezra',
  'Fiora',
  'Gideon',
  'Hanne',
  'Isolde',
  'Jarek',
  'Kaia',
  'Lorcan',
  'Mirre',
  'Noam',
  'Oda',
  'Perrin',
  'Ragna',
  'Soren',
  'Thea',
  'Ursin',
  'Velda',
  'Willem',
  'Ylva',
  'Zora',
  'Anselm',
]

export const LAST_NAMES: readonly string[] = [
  'Ashgrove',
  'Brindell',
  'Calderwick',
  'Dunmarrow',
  'Eastlake',
  'Farrowby',
  'Glenrick',
  'Hartwell-Oye',
  'Ingelby',
  'Jessamy',
  'Kettlebrook',
  'Larkmoor',
  'Merriden',
  'Nightsbridge',
  'Oakhollow',
  'Pennyroyal',
  'Quarles',
  'Ravensby',
  'Stellmacher',
  'Thornaby',
  'Underhay',
  'Vantongeren',
  'Wexcombe',
  'Yarrowdale',
  'Zellweg',
  'Amberly',
  'Bellandine',
  'Corvellan',
  'Drummel',
  'Ellingsund',
  'Fossgate',
  'Garrowhill',
  'Hollenbeck-Ruiz',
  'Ilverstone',
  'Joosten',
  'Kirkvale',
  'Lindqvarn',
  'Mossbank',
  'Norrgate',
  'Osterlund',
  'Pellworth',
  'Rookhope',
  'Saltersgate',
  'Tarrandale',
]

/** Newsrooms: name and domain. */
export const OUTLETS: readonly (readonly [string, string])[] = [
  ['The Harrow Lantern', 'harrowlantern.example'],
  ['Eastbridge Courier', 'eastbridgecourier.example'],
  ['The Riverside Ledger', 'riversideledger.example'],
  ['Metro Signal', 'metrosignal.example'],
  ['The Tramway Post', 'tramwaypost.example'],
]

/** Think tanks, foundations and firms outside. */
export const HOUSES: readonly (readonly [string, string])[] = [
  ['Millgate Institute', 'millgateinstitute.example'],
  ['Civic Compass', 'civiccompass.example'],
  ['Lindgate Polling', 'lindgatepolling.example'],
  ['Foundry Street Law', 'foundrystreetlaw.example'],
  ['Wharfside Foundation', 'wharfsidefoundation.example'],
  ['Pilot Hill Consulting', 'pilothillconsulting.example'],
  ['Transit Forum', 'transitforum.example'],
]

/** Providers of personal mail. */
export const PROVIDERS: readonly string[] = [
  'webpost.example',
  'mailhive.example',
  'postbox.test',
  'letterbox.example',
]

/** Where the anonymous persona and the impostor open accounts. */
export const THROWAWAY_PROVIDERS: readonly string[] = ['quickpost.test', 'freeletter.test', 'inkmail.test']

/** Words that the hosts of an operation are put together from. */
export const HOST_WORDS: readonly string[] = [
  'amber',
  'heron',
  'gate',
  'quiet',
  'stile',
  'copper',
  'plain',
  'river',
  'lamp',
  'north',
  'willow',
  'slate',
  'fern',
  'bright',
  'field',
  'harbor',
  'linen',
  'orchard',
  'pebble',
  'swift',
]

/** Endings that make a host look like the address of a service. */
export const SERVICE_WORDS: readonly string[] = [
  'link',
  'short',
  'share',
  'view',
  'docs',
  'go',
  'open',
  'send',
]

export const VENDORS: readonly string[] = [
  'Palisade Threat Research',
  'Greywater Labs',
  'Northlight Security',
]
export const CLUSTERS: readonly string[] = ['Tin Sparrow', 'Brass Otter', 'Clay Magpie', 'Iron Finch']
export const STATES: readonly string[] = ['Ostvaria', 'the Republic of Keldmark', 'Sundrel', 'Varnholt']
export const PERSONAS: readonly string[] = ['Oliver', 'Margaret', 'Felix', 'Henrietta', 'Casper']
