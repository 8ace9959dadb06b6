import { TIMELINE_LANES, type TimelineEntry } from '../model/case.ts'
import type { ActorActivity } from '../model/case-report.ts'
import { LANE_WORDS, utcText } from './case-words.ts'
import type { Html } from './html.ts'
import { countText, cutText } from './layout.ts'
import { timeLanesSvg } from './time-lanes-svg.ts'

/** Marks drawn. Attack: a recording of a hundred thousand requests. */
const MOST = 600
/** Above this many, marks have no numbers. */
const NUMBERED = 60
/** Characters of the name of a cluster beside its lane. */
const NAME = 22

/**
 * The timeline as a picture: a lane for each kind of thing, UTC from left to right. Numbers are those of the list beside
 * it. What others say is a hollow mark, what is held here or assessed a filled one.
 */
export function timelineSvg(timeline: readonly TimelineEntry[], id: string): Html {
  const drawn = timeline.slice(0, MOST)
  const lanes = TIMELINE_LANES.filter((lane) => drawn.some((one) => one.lane === lane))
  const numbered = drawn.length <= NUMBERED
  const words = lanes
    .map((lane) =>
      countText(
        drawn.filter((one) => one.lane === lane).length,
        `entry in ${LANE_WORDS[lane].toLowerCase()}`,
        `entries in ${LANE_WORDS[lane].toLowerCase()}`,
      ),
    )
    .join(', ')
  const first = drawn[0]?.time ?? 0
  const last = Math.max(first, ...drawn.map(({ time, until }) => until ?? time))
  return timeLanesSvg(
    lanes.map((lane) => ({
      name: LANE_WORDS[lane],
      marks: drawn.flatMap(({ lane: own, time, until, label }, index) =>
        own === lane
          ? [
              {
                time,
                ...(until !== undefined && { until }),
                told: label === 'reported' || label === 'claimed',
                ...(numbered && { number: index + 1 }),
              },
            ]
          : [],
      ),
    })),
    {
      id,
      title: `Timeline from ${utcText(first)} to ${utcText(last)}, in UTC`,
      description: `${words}. The list has every entry.`,
      left: 96,
    },
  )
}

/** The same as a file of its own. */
export function timelineSvgFile(timeline: readonly TimelineEntry[]): string {
  const { html: svg } = timelineSvg(timeline, 'timeline')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" style="color:#222;background:#fff;font-family:sans-serif" ')}\n`
}

/** Reports (hollow) and sightings (filled) over time, a lane for each cluster as its source names it. */
export function activitySvg(activity: readonly ActorActivity[], id: string): Html {
  const lanes = activity.filter(({ events }) => events.length > 0)
  const count = (of: 'report' | 'sighting'): number =>
    lanes.reduce((sum, { events }) => sum + events.filter((one) => one.of === of).length, 0)
  return timeLanesSvg(
    lanes.map(({ name, by, events }) => ({
      name: cutText(`${name} (${by})`, NAME),
      marks: events.slice(0, MOST).map(({ of, time }) => ({ time, told: of === 'report' })),
    })),
    {
      id,
      title: 'Activity by named cluster, in UTC',
      description: `${countText(count('report'), 'report')} and ${countText(count('sighting'), 'sighting')}. The list has every one.`,
      left: 180,
    },
  )
}
