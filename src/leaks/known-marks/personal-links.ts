/** Names of parameters by which services know the person a link was made for. */
const PERSONAL =
  /^(?:u|uid|user|user_?id|e|em|email|eid|mid|mc_eid|mc_cid|recipient|rid|contact|contact_?id|subscriber|sid|token|k|key|_hsenc|_hsmi|vero_id|mkt_tok|trk_contact|ml_subscriber|ml_subscriber_hash)$/i
const SHORTEST_TOKEN = 6

/** Whether a parameter of a link looks like the number of one person or one copy. */
export const isPersonalParameter = (name: string, value: string): boolean =>
  value.length >= SHORTEST_TOKEN && PERSONAL.test(name)
