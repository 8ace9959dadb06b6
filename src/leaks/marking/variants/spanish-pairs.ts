/** Words of Spanish that can stand for each other without touching the rest of the sentence. Form as in English. */
export const SPANISH_PAIRS: readonly string[] = `
sin embargo | no obstante
además | asimismo
por lo tanto | por consiguiente
por eso | por ello
porque | ya que
aunque | si bien
luego | después
a menudo | con frecuencia
frecuentemente | a menudo
a veces | en ocasiones
casi | prácticamente
quizás | tal vez
tal vez | acaso
sobre todo | especialmente
actualmente | en la actualidad
también | asimismo
solamente | únicamente
rápidamente | con rapidez
recientemente | hace poco
inmediatamente | de inmediato
completamente | por completo
totalmente | enteramente
aproximadamente | más o menos
a fin de > para
a pesar de | pese a
durante | a lo largo de
respecto a | en cuanto a
según | de acuerdo con
empezar | comenzar
empieza | comienza
recibir | obtener
mostrar | enseñar
muestra | enseña
difícil | complicado
suficiente > bastante
principal | fundamental
preciso > necesario
varios | diversos
`
  .trim()
  .split('\n')
