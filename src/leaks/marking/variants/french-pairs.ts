/** Words of French that can stand for each other: same first sound, so that no elision changes. Form as in English. */
export const FRENCH_PAIRS: readonly string[] = `
cependant | toutefois
toutefois | néanmoins
pourtant | cependant
donc | par conséquent
car | puisque
bien que | quoique
puis | ensuite
souvent | fréquemment
parfois | quelquefois
presque | quasiment
surtout | notamment
notamment | en particulier
par exemple | notamment
actuellement | en ce moment
aussi | également
seulement | uniquement
rapidement | vite
récemment | dernièrement
immédiatement | aussitôt
complètement | entièrement
totalement | complètement
environ | à peu près
afin de > pour
ainsi que > et
malgré | en dépit de
pendant | durant
concernant | touchant
selon | d'après
commencer | débuter
commence | débute
recevoir | percevoir
montrer | démontrer
montre | démontre
permet de | sert à
difficile | malaisé
principal | majeur
nécessaire | requis
`
  .trim()
  .split('\n')
