/** Words of German that can stand for each other without touching the rest of the sentence. Form as in English. */
export const GERMAN_PAIRS: readonly string[] = `
jedoch | allerdings
außerdem | zudem
zudem | ferner
dennoch | trotzdem
obwohl | obgleich
weil > da
daher | deshalb
deshalb | deswegen
somit | folglich
bereits | schon
derzeit | momentan
gegenwärtig | zurzeit
zurzeit | derzeit
etwa | ungefähr
circa | etwa
rund > etwa
oft | häufig
meist | meistens
fast | beinahe
nahezu | fast
nur | lediglich
lediglich | bloß
sehr | äußerst
besonders | insbesondere
vor allem | insbesondere
zum Beispiel | beispielsweise
beziehungsweise > oder
sowie > und
sofort | umgehend
umgehend | unverzüglich
vielleicht | möglicherweise
eventuell | möglicherweise
wahrscheinlich | vermutlich
ebenfalls | ebenso
auch | ebenfalls
gemäß | laut
bezüglich | hinsichtlich
aufgrund | wegen
mithilfe von > mittels
schließlich | letztlich
zunächst | zuerst
danach | anschließend
später | danach
früher | vorher
bisher | bislang
immer | stets
manchmal | gelegentlich
kürzlich | unlängst
schnell | rasch
gemeinsam | zusammen
vollständig | komplett
genau | exakt
notwendig | erforderlich
nötig | erforderlich
wichtig | bedeutsam
beginnen | starten
beginnt | startet
erhalten | bekommen
erhält | bekommt
benötigen | brauchen
benötigt | braucht
senden | schicken
sendet | schickt
verwenden | benutzen
verwendet | benutzt
zeigen | belegen
zeigt | belegt
`
  .trim()
  .split('\n')
