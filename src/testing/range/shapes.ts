import type { RangeShape } from './shape.ts'
import { ADDRESS_SHAPES } from './shapes/address-shapes.ts'
import { CLIENT_SHAPES } from './shapes/client-shapes.ts'
import { END_SHAPES } from './shapes/end-shapes.ts'
import { HARDSHIP_SHAPES } from './shapes/hardship-shapes.ts'
import { LOCATION_SHAPES } from './shapes/location-shapes.ts'
import { REFRESH_SHAPES } from './shapes/refresh-shapes.ts'
import { SCRIPT_SHAPES } from './shapes/script-shapes.ts'

/**
 * Every shape of the range. URLs hold `{canary}` where the port of the forbidden listener belongs; a started range
 * gives them filled in. `*` in an expected URL stands for what differs from run to run.
 */
export const SHAPES: readonly RangeShape[] = [
  ...LOCATION_SHAPES,
  ...REFRESH_SHAPES,
  ...CLIENT_SHAPES,
  ...ADDRESS_SHAPES,
  ...HARDSHIP_SHAPES,
  ...SCRIPT_SHAPES,
  ...END_SHAPES,
]
