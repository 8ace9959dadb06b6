import type { AskWords } from '../ask-words.ts'

export const spanish: AskWords = {
  language: 'es',
  common:
    'el|la|los|las|de|del|y|que|es|en|un|una|su|sus|por|para|con|se|no|lo|al|más|este|esta|como|le|usted|nos|si|o|ha',
  please:
    'podrías|podrías tú|sería posible|es posible que|te importaría|le importaría|me harías el favor|me haces el favor|hazme el favor|hágame el favor|serías tan amable|sería tan amable|te agradecería|le agradecería|te pido que|le pido que|te ruego que|le ruego que|necesitaría que|me gustaría que|ayúdame|ayúdeme|porfa|xfa|plis|podéis|podríais|eres capaz de|hay que|puede usted|le encargo|te encargo|por favor|le rogamos|te ruego|le ruego|le pedimos|te pedimos|le pido|te pido|le solicitamos|podría|podrías|puede usted|puedes|puede|debe|debes|tiene que|tienes que|necesitamos que|necesito que|es necesario|haga el favor de|favor de|favor|sírvase|agradecería|agradeceríamos|le invitamos a|te invitamos a|no olvide|no olvides|deberá|para poder|quiero que|quisiera que|necesito',
  you: 'usted|ustedes|su|sus|tu|tus|te|ti|le|les|vuestro|vuestra|suyo',
  not: 'no|nunca|jamás|sin|ningún|ninguna|tampoco',
  others: 'yo|nosotros|ellos|él|ella|voy a|vamos a|hemos|he',
  told: 'por error|destinatario|me pidió|me pidieron|nos pidió|nos pidieron|nunca le pedirá|nunca le pediremos|nunca te pediremos|nunca pediremos|nunca solicitará|dijo que|dijeron que|estafadores|fraude|phishing',
  unless: 'si|cuando|una vez|después de|antes de|en cuanto',
  technical:
    'parche|kernel|núcleo del|commit|código|controlador|repositorio|función|compilador|módulo|registro de depuración|hash',
  soon: 'urgente|urgentemente|inmediatamente|de inmediato|cuanto antes|lo antes posible|hoy mismo|antes de mañana|antes del final del día|en 24 horas|en 48 horas|24 horas|48 horas|último aviso|última advertencia|plazo|vence|caduca|será suspendida|será bloqueada|será cancelada|rápidamente|a la brevedad|a la mayor brevedad',
  misspelt:
    'contraseña|transferencia|tarjetas|nómina|confidencial|discreción|documento|pasaporte|empleados|factura',
  it: 'lo|ambos|ambas|dímelo|dígamelo|mándamelo|envíamelo|pásamelo|léemelo|díctamelo|dámelo',
  hand: 'compra|compre|mande|envíe|pase|facilita|comparte|comparta|consiga|manda|envía|pasa|consigue|enviar|enviarme|mandar|mandarme|pasar|pasarme|dar|darme|facilitar|facilitarme|compartir|reenviar|reenviarme|comprar|comprarme|conseguir|conseguirme|fotografiar|escanear|decir|decirme|leer|leerme|dictarme|proporcionar|proporcionarme|hacerme llegar|remitir|remitirme|preparar|exportar|dejarme|adjuntar|envíes|mandes|pases|compres|consigas|facilites|remitas',
  orders:
    'envíame|envíeme|mándame|mándeme|pásame|páseme|dame|deme|facilítame|facilíteme|compárteme|reenvíame|cómprame|consígueme|dime|diga|dígame|dímelo|dígamelo|léeme|léame|díctame|díctamelo|déjame|déjeme|escanea|fotografía|indícame|indíqueme|remítame|remíteme|prepárame|hazme llegar|responde con|mándamelo|envíamelo|pásamelo',
  need: 'cuál era|cuáles eran|necesito|necesitaría|necesitamos|necesitaríamos|me hace falta|me haría falta|nos hace falta|nos haría falta|me falta|busco|quisiera|querría|quiero|cuál es|cuáles son|dónde está|tienes|tiene usted|tenéis|tendrías|puedo tener|estoy esperando|no encuentro|me das|me dejas|me pasas|me envías|me mandas|perdí|he perdido',
  asks: {
    credential: {
      acts: 'confirmes|verifiques|envíes|darme|enviarme|confirmar|verificar|validar|actualizar|introducir|ingresar|proporcionar|enviar|dar|facilitar|restablecer|reactivar|desbloquear|autenticar|cambiar|activar|completar|acceder|compartir',
      orders:
        'confirme|confirma|confirmen|verifique|verifica|valide|valida|actualice|actualiza|introduzca|introduce|ingrese|ingresa|proporcione|proporciona|envíe|envía|envíeme|envíame|dé|dame|facilite|facilítame|restablezca|reactive|reactiva|desbloquee|cambie|cambia|active|activa|complete|comparta|comparte|mándame|apruebe|aprueba',
      objects: 'cuenta|cuentas|perfil|identidad|datos|buzón|correo electrónico|información',
      sharp:
        'contraseña|contraseñas|clave|claves|credenciales|usuario|código|código de verificación|código de seguridad|pin|token|banca en línea|banca electrónica|su cuenta|tu cuenta|su identidad|frase de recuperación|firma digital',
      whole:
        '{inicie,inicia,iniciar} sesión {con ,aquí ,de nuevo ,ahora ,en ,}{su,tu,para}|{identifíquese,identifícate,conéctese,conéctate,entre,acceda,accede} con {su,tu,sus,tus}|{buzón,cuenta,correo,acceso} {se bloqueará,será bloqueado,será bloqueada,se cerrará,se suspenderá,será suspendida,será suspendido,quedará bloqueado,quedará bloqueada,será desactivada,será desactivado}|inicie sesión|inicia sesión|iniciar sesión|iniciar sesión en su|acceda a su cuenta|accede a tu cuenta|acceder a mi cuenta|verificar mi cuenta|confirmar mi cuenta|verificar cuenta|verificar ahora|actualizar ahora|actualizar mis datos|confirmar mis datos|verificar identidad|verificar mi identidad|aprobar la notificación',
      things:
        '{tu,tus,su,sus} {acceso,accesos,datos de acceso}|código|códigos|{código,clave,número} {de seis cifras,de seis dígitos,de 6 dígitos,de cuatro cifras,que te llega,que le llega,del sms,de acceso,de verificación,de confirmación}|contraseña|contraseñas|claves|clave|credenciales|acceso {a la cuenta,al correo,al banco,al portal,al buzón}|cifras|dígitos',
    },
    payment: {
      acts: 'abones|abonar|liquidar|liquides|saldar|hagas|depositar|adelantar|prestar|cargar|domiciliar|vaya|vayan|ingresen|cambiar|tramitar|pasar|mover|pagues|transfieras|realices|envíes|compres|hagas|hacer|pagar|abonar|transferir|realizar|enviar|comprar|cambiar|actualizar|depositar|ingresar|efectuar|cobrar|reclamar|saldar|regularizar',
      orders:
        'liquida|liquide|salda|salde|haz|haga|adelanta|adelante|préstame|tramita|tramite|pague|paga|abone|abona|transfiera|transfiere|realice|realiza|envíe|envía|compre|compra|cambie|cambia|actualice|actualiza|deposite|deposita|ingrese|efectúe|efectúa|cobre|reclame|reclama|use|usa|utilice|regularice',
      objects:
        'euros|pesos|dólares|{saldo,importe,pago,cantidad} {pendiente,restante,debido}|{mi,su,la} {nómina,salario,sueldo,paga}|cuenta {indicada,siguiente,de abajo,adjunta,que figura}|{nueva,otra} cuenta|anticipo|adelanto|dinero en efectivo|proveedor|efectivo|factura|facturas|pago|pagos|importe|dinero|tarifa|tasa|multa|nómina|cantidad|deuda|saldo|premio|reembolso|gastos de envío|fondos|donación',
      sharp:
        'transferencia|transferencia bancaria|datos bancarios|cuenta bancaria|número de cuenta|iban|tarjetas regalo|tarjetas de regalo|tarjeta regalo|bitcoin|bitcoins|criptomonedas|tarjeta de crédito|método de pago|factura pendiente|factura vencida|tasas de aduana|western union|nueva cuenta',
      whole:
        '{cambiado,cambié,cambiamos,cambio,cambiar} de {banco,cuenta}|{nómina,salario,sueldo,paga} {de este mes ,}{a,en,vaya a} {la ,una ,mi ,}{cuenta nueva,nueva cuenta,otra cuenta}|{la ,mi ,cuenta }{anterior,antigua} {ya no,está cerrada,no es válida,ha sido}|{foto,fotos} de {los códigos,las tarjetas,la parte,el reverso,los reversos}|{rasca,raspa,rasque,raspe} {el,los,la,las}|{te,se} lo {devuelvo,reembolso,devolveré,reembolsaré}|nuestros datos bancarios han cambiado|nuevos datos bancarios|nueva cuenta bancaria|cambio de cuenta bancaria|pagar ahora|pague ahora|hacer una transferencia|haga una transferencia|realizar el pago|efectuar el pago',
      things:
        '{tarjeta,tarjetas} {regalo,de regalo,prepago,apple,steam,google play,amazon,itunes}|vales regalo|{nueva,nuevo,nuevos,mi,tu,su,nuestra} {cuenta bancaria,iban,número de cuenta,datos bancarios,cuenta corriente}|iban|número de cuenta|datos bancarios|saldo de la cuenta|extracto bancario|extractos|justificante {de pago,de transferencia,de la transferencia}|datos de la tarjeta',
    },
    file: {
      acts: 'abras|revises|firmes|abrir|revisar|descargar|firmar|ver|leer|consultar|rellenar|completar|imprimir|visualizar|examinar',
      orders:
        'fírmalo|fírmela|fírmala|fírmelo|échale un vistazo|échele un vistazo|rubrica|devuélvelo firmado|aprueba|apruebe|abra|abre|revise|revisa|descargue|descarga|firme|firma|vea|lea|lee|consulte|consulta|rellene|rellena|complete|completa|imprima|visualice|échale un vistazo|eche un vistazo|encuentre|mire|mira',
      objects:
        'convenio|acuerdo|anexo|carpeta compartida|tu firma|su firma|adjunto|adjunta|adjuntos|documento|documentos|archivo|archivos|fichero|pdf|factura|contrato|formulario|informe|borrador|presupuesto|propuesta|comprobante|notificación|mensaje de voz|albarán|pedido',
      sharp:
        'archivo adjunto|documento adjunto|factura adjunta|contrato adjunto|documento compartido|archivo compartido|código qr|onedrive|sharepoint|docusign',
      whole:
        '{échale,eche,échele} un vistazo y {fírmalo,firma,fírmelo,firme}|{fírmalo,fírmela,fírmala,fírmelo} {antes,y,hoy,cuanto}|{firmado,firmada} de vuelta|para {tu,su} firma|habilitar contenido|habilite el contenido|habilitar edición|habilitar macros|abrir documento|ver documento|descargar documento|descargar factura|ver factura|descargar archivo|escanee el código|escanea el código|firmar documento|descargar notificación',
    },
    link: {
      acts: 'pulsar|seguir|visitar|acceder|usar|entrar|presionar',
      orders:
        'pulse|pulsa|siga|sigue|visite|visita|acceda|accede|utilice|entre en|entra en|presione|presiona|use|siga|ingrese|vaya|descubra|descubre',
      objects:
        'aquí|enlace|enlaces|link|botón|abajo|siguiente|sitio|página|web|url|paquete|envío|entrega|pedido|@link|portal',
      whole:
        'haga clic|haz clic|hacer clic|dé clic|da clic|clic aquí|click aquí|haga click|haz click|pulse aquí|pinche aquí|pincha aquí|pinche en|siguiente enlace|enlace siguiente|a través del siguiente|más información aquí|saber más|rastrear paquete|seguir mi paquete|rastrear mi envío|ver más|comprar ahora|confirmar entrega|empezar ahora|continuar aquí|ver detalles|confirmar ahora|obtener ahora|reclamar ahora',
    },
    secrecy: {
      whole:
        '{quede,queda,quedar,queden,mantenerse,quedarse,quédese} {solo ,sólo ,esto ,}entre {tú y yo,nosotros,usted y yo,nosotras}|{entre tú y yo,entre usted y yo}|{cuento,contamos,confío} {con,en} {tu,su} {discreción,confidencialidad,reserva}|{nadie,ninguna persona} {más ,debe ,tiene que ,puede }{debe ,}{saberlo,saber,enterarse,se entere}|{que nadie} {se entere,lo sepa,sepa}|{no puedo,imposible} {hablar,llamar,atender,coger el teléfono,contestar,atender llamadas}|{estoy,estaré} {ahora ,todo el día ,}en {una ,}{reunión,junta} {y no,no puedo}|{solo,sólo,únicamente} por {correo,mail,mensaje,email}|{máxima,absoluta,total} {discreción,confidencialidad,reserva}|{no se lo,no lo} {digas,diga,comentes,comente,cuentes,cuente}|{mantén,mantenga,mantengamos} {esto ,lo ,}en {secreto,privado,reserva}|quede entre nosotros|queda entre nosotros|solo entre nosotros|quedar entre nosotros|entre tú y yo|entre usted y yo|mantenga esto en secreto|mantén esto en secreto|mantenga la confidencialidad|manténgalo en secreto|mantenlo en secreto|estrictamente confidencial|máxima discreción|con discreción|no se lo diga a nadie|no se lo digas a nadie|no lo comente con nadie|no lo comentes con nadie|no le digas a nadie|no le diga a nadie|no lo comentes|no lo comente|no me llame|no me llames|no puedo hablar por teléfono|no puedo atender llamadas|borre este mensaje|borra este mensaje|borre este correo|borra este correo|elimine este mensaje|elimine este correo|elimina este mensaje|no reenvíe|no reenvíes|guarde el secreto|guarda el secreto|no comparta esto|no compartas esto',
    },
    'channel-switch': {
      acts: 'escribirme|contactarme|llamarme|responderme|enviarme|escribir|contactar|responder|llamar|continuar|enviar|agregar|hablar|seguir',
      orders:
        'escríbame|escríbeme|escriba|contácteme|contáctame|contacte|contacta|responda|responde|llámeme|llámame|llame|envíe|envíeme|envíame|agrégame|agrégueme|deme|dame|mándame|páseme|pásame|sigamos|hablemos|continuemos',
      objects: '@phone|@address|mi móvil|mi celular',
      sharp:
        'whatsapp|signal|telegram|viber|skype|correo personal|correo privado|email personal|dirección personal|número personal|número de móvil|número de celular|número de teléfono|su número|tu número|nuevo número|nueva dirección|mi gmail|mi otro correo',
      whole:
        '{seguimos,sigamos,seguir,continuamos,continuemos,hablamos,hablemos,escríbeme,escríbame,te explico,le explico} {mejor ,esto ,}{por,en,a través de} {whatsapp,signal,telegram,sms}|{responde,responda,escribe,escriba,respóndeme,respóndame,contéstame} {solo ,sólo ,mejor ,}{a,en} mi {correo,email,mail,dirección,número} {personal,privado,privada,nuevo}|a qué número|por whatsapp|vía whatsapp|a mi whatsapp|por signal|por telegram|mi nuevo número|mi nuevo correo|mi correo personal|mi correo privado|a mi dirección personal|llame al|llámenos|llámanos|tiene whatsapp|tienes whatsapp|tienes signal|tiene signal|estás en signal|tu número de móvil|su número de celular',
      things:
        '{tu,su} {móvil,celular,número,teléfono,whatsapp,número de móvil,número de celular,número de teléfono,correo personal}|{número,teléfono} {móvil,de móvil,celular,de celular,directo,personal,de whatsapp}',
    },
    information: {
      acts: 'enviarme|enviarnos|mandarme|reenviarme|pasarme|facilitarme|envíes|mandes|compartas|enviar|mandar|reenviar|compartir|facilitar|proporcionar|remitir|adjuntar|entregar|pasar|rellenar',
      orders:
        'envíe|envía|envíeme|envíame|envíenos|mándame|mándeme|reenvíe|reenvíame|reenvíeme|comparta|comparte|facilite|proporcione|remita|adjunte|entregue|pásame|páseme|rellene|indique',
      objects:
        'lista|listado|lista de contactos|contactos|agenda|libreta de direcciones|borrador|discurso|expediente|calendario|itinerario|documentos internos|documentos confidenciales|datos personales|información personal|nombre completo|dirección completa|fecha de nacimiento|lista de empleados|lista de socios|lista de donantes|dossier',
      sharp:
        'pasaporte|copia de su pasaporte|copia de tu pasaporte|documento de identidad|dni|carnet de identidad|cédula|carné de conducir|licencia de conducir|número de seguridad social|nóminas|copia de su|extractos bancarios|selfie',
      things:
        '{lista,listado,relación,base de datos,directorio,registro,padrón,planilla} {completa ,completo ,actualizada ,}{de,de los,de las,de todos los,de nuestros} {empleados,socios,miembros,donantes,clientes,proveedores,voluntarios,personal,trabajadores,participantes,contactos,afiliados,suscriptores}|nóminas|recibos de nómina|{copia,foto,escaneo} {de tu,de su,del} {pasaporte,dni,carnet,documento,cédula}|pasaporte|fechas de nacimiento|{datos,direcciones} personales',
    },
    meeting: {
      acts: 'participar|asistir|unirse|invitarle|invitarte|invitarlo|organizar|concertar|programar|reservar|reunirnos|entrevistar|entrevistarle',
      orders:
        'participe|participa|asista|asiste|únase|únete|reserve|reserva|inscríbase|inscríbete|acompáñenos',
      objects:
        'videollamada|videoconferencia|llamada|reunión|zoom|teams|seminario|webinar|entrevista|conferencia|mesa redonda|podcast|panel|congreso|ponencia',
      whole:
        'invitarle a participar|invitarte a participar|invitarlo a participar|entrevista con usted|entrevista contigo|entrevistarle|entrevistarte|su opinión sobre|tu opinión sobre|está disponible|estás disponible|estás en la oficina|está en la oficina|tiene un momento|tienes un momento',
    },
    favour: {
      acts: 'resolver|tratar|gestionar|atender|encargarte|encargarse|ayudarme|hacer|hacerme|realizar|ocuparte|ocuparse',
      orders: 'encárgate|encárguese|ayúdame|ayúdeme|hazme|hágame|ocúpate|ocúpese',
      objects:
        '{asunto,tema,tarea,gestión,encargo,cosa,trámite} {delicado,delicada,urgente,confidencial,reservado,reservada,sensible,discreta,discreto}|un favor|un favorcito|un recado|un encargo|un pequeño favor',
      whole:
        '{estás,está,estáis,estarás} {ahora ,ya ,hoy ,todavía ,usted ,}{en tu puesto,en su puesto,en la oficina,en el despacho,en tu despacho,en su despacho,en tu escritorio,en su escritorio,disponible,libre,localizable,ocupada,ocupado,en la mesa,en tu mesa,por ahí}|{tienes,tiene,tendrías,tendría} {un minuto,un momento,un segundo,un rato,un minutito,un ratito}|{necesito,pedirte,pedirle,necesitaría,hacerme} un {pequeño ,gran ,}{favor,favorcito}|{tengo,hay} {un,una} {asunto,tema,tarea,encargo,gestión} {delicado,delicada,urgente,confidencial,pendiente,para ti,para usted,sensible,que hay que,que resolver,que tratar}|{algo,una cosa} {que ,}{necesito ,hay que ,}{resolver,hacer,hagas,haga} {con discreción,discretamente,hoy,por mí}',
    },
    urgency: {},
  },
}
