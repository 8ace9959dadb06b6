import type { AskWords } from '../ask-words.ts'

export const portuguese: AskWords = {
  language: 'pt',
  common:
    'o|a|os|as|de|do|da|dos|das|e|que|é|em|um|uma|para|com|não|se|no|na|por|seu|sua|você|ou|mais|ao|este|esta|foi|são|pelo',
  please:
    'poderia|podias|podia|consegue|consegues|conseguiria|seria possível|é possível|importa se de|importava se de|fazia me o favor|faz me o favor|faça o favor|faça me o favor|peço lhe que|peço te que|peço que|solicito que|agradecia que|agradeceria se|agradecia se|preciso que|gostaria que|queria que|pode me|você pode|você poderia|dá para|dava para|você consegue|é preciso|por gentileza|por obséquio|por favor|favor|por gentileza|gentileza|pedimos que|peço que|solicitamos que|solicito que|poderia|pode|podes|podia|você precisa|precisa|precisamos que|preciso que|preciso|deve|deverá|tem que|é necessário|convidamos você a|convidamo-lo a|agradecemos que|agradeço que|não se esqueça de|basta|queira|para poder|gostaria que',
  you: 'você|vocês|seu|sua|seus|suas|teu|tua|te|ti|lhe|vosso|vossa',
  not: 'não|nunca|jamais|sem|nenhum|nenhuma',
  others: 'eu|nós|eles|ele|ela|vou|vamos',
  told: 'por engano|por erro|destinatário|me pediu|me pediram|nos pediu|nos pediram|pediu-me|nunca pedirá|nunca pediremos|nunca solicitamos|nunca pedimos|nunca solicita|disse que|disseram que|golpistas|burlões|phishing|golpe',
  unless: 'se|caso|quando|após|depois de|antes de|assim que',
  technical: 'patch|kernel|commit|código fonte|driver|repositório|função|compilador|hash',
  soon: 'urgente|urgentemente|com urgência|imediatamente|imediato|o mais rápido possível|o quanto antes|quanto antes|ainda hoje|hoje mesmo|até amanhã|até o final do dia|até ao fim do dia|em 24 horas|em 48 horas|24 horas|48 horas|24h|último aviso|prazo|expira|vence hoje|será suspensa|será bloqueada|será cancelada|evite o bloqueio|evite',
  misspelt:
    'palavra|transferência|salário|telemóvel|celular|confidencial|discrição|documento|passaporte|funcionários',
  it: 'isso|ambos',
  hand: 'compra|compre|enviar|enviar me|me enviar|mandar|mandar me|me mandar|passar|me passar|passar me|dar|dar me|me dar|fornecer|fornecer me|me fornecer|partilhar|compartilhar|reencaminhar|encaminhar|comprar|arranjar|arranjar me|fotografar|digitalizar|dizer|me dizer|dizer me|ler|ditar|informar|me informar|fazer chegar|preparar|exportar|deixar me|anexar|repassar|me repassar',
  orders:
    'envie|envia|envie me|envia me|me envie|me envia|mande|manda|mande me|manda me|me mande|me manda|passa me|passe me|me passe|me passa|dê me|dá me|me dê|me dá|forneça|partilhe|partilha|compartilhe|encaminhe|reencaminhe|arranje|arranja|diga|diga me|diz me|me diga|me diz|leia|me informe|deixe me|deixa me|fotografe|responda com|repasse|escreve',
  need: 'qual era|quais eram|preciso|precisava|eu precisava|precisamos|precisávamos|necessito|necessitamos|procuro|queria|gostaria|quero|qual é|qual o|quais são|onde está|tem o|tens o|tem a|tens a|você tem|posso ter|faltam me|falta me|falta nos|estou à espera|perdi|não encontro',
  asks: {
    credential: {
      acts: 'confirmar|verificar|validar|atualizar|inserir|fornecer|enviar|informar|redefinir|reativar|desbloquear|autenticar|alterar|ativar|recadastrar|regularizar|partilhar|compartilhar|digitar|sincronizar',
      orders:
        'confirme|confirma|verifique|verifica|valide|valida|atualize|atualiza|insira|forneça|envie|envia|informe|redefina|reative|desbloqueie|altere|ative|recadastre|regularize|partilhe|compartilhe|digite|mande|aprove|sincronize',
      objects: 'conta|contas|perfil|identidade|dados|cadastro|caixa de correio|informações|dispositivo|email',
      sharp:
        'senha|senhas|palavra passe|credenciais|usuário|código|código de verificação|código de segurança|token|pin|internet banking|sua conta|tua conta|sua identidade|chave de segurança|itoken|assinatura eletrônica',
      whole:
        '{entre,entra,aceda,acesse,inicie sessão,faça login,autentique se,faça o login} com {o seu,a sua,seu,sua,os seus,o teu,suas}|{caixa,conta,caixa de correio,acesso,email} será {bloqueado,bloqueada,suspenso,suspensa,encerrado,encerrada,desativado,desativada,cancelada}|faça login|fazer login|faça o login|inicie sessão|iniciar sessão|entre na sua conta|acesse sua conta|acesse a sua conta|aceda à sua conta|acessar minha conta|acessar conta|verificar conta|confirmar conta|atualizar agora|atualizar cadastro|verificar agora|confirmar agora|confirmar dados|atualizar dados|validar agora|manter a mesma senha|manter senha|aprove a notificação',
      things:
        'código|códigos|{código,número} {de seis dígitos,de 6 dígitos,de quatro dígitos,do sms,de acesso,de verificação,de confirmação,que chegar}|senha|senhas|palavra passe|palavras passe|credenciais|acesso {à conta,ao correio,ao banco,ao portal,ao email}|dígitos',
    },
    payment: {
      acts: 'liquide|liquidar|saldar|depositar|adiantar|emprestar|fazer|efetuar|vá|ir|cair|regularizar|processar|mudar|pagar|transferir|efetuar|realizar|enviar|comprar|alterar|atualizar|depositar|quitar|regularizar|resgatar|liquidar|receber',
      orders:
        'empresta|empresta me|me empresta|adianta|liquide|salde|deposite|adiante|empreste|faça|faz|regularize|processe|efetue|pague|paga|transfira|transfere|efetue|realize|envie|compre|altere|atualize|deposite|quite|regularize|resgate|liquide|faça|receba|use|utilize',
      objects:
        'euros|reais|{saldo,valor,montante,pagamento} {em falta,pendente,restante,em aberto,em dívida}|{meu,o,seu} {salário,ordenado,vencimento}|salário|ordenado|conta {abaixo,indicada,seguinte}|{nova,outra} conta|conta nova|sinal|adiantamento|dinheiro|fornecedor|ted|fatura|faturas|pagamento|boleto|valor|dinheiro|taxa|multa|salário|quantia|débito|débitos|pontos|prêmio|reembolso|dívida|fundos|doação|saldo',
      sharp:
        'transferência|transferência bancária|pix|chave pix|dados bancários|conta bancária|iban|nib|cartões presente|cartão presente|vale presente|gift card|bitcoin|bitcoins|criptomoedas|cartão de crédito|método de pagamento|forma de pagamento|fatura em atraso|fatura vencida|taxa alfandegária|western union|nova conta',
      whole:
        '{mudei,mudámos,mudamos,mudança,mudar,troquei,trocamos} de {banco,conta}|{salário,ordenado,vencimento} {deste mês ,}{ir ,caia ,vá ,cair ,}{para,na} {a ,uma ,}{conta nova,nova conta,outra conta}|{antiga,anterior,conta antiga} {já não,não é mais,foi encerrada,está encerrada}|{foto,fotos,fotografia} dos {códigos,cartões,versos}|{raspe,raspa} {o,os}|{eu te,eu lhe,depois} {devolvo,reembolso,pago}|nossos dados bancários mudaram|novos dados bancários|nova conta bancária|pagar agora|pague agora|resgatar agora|resgate agora|resgatar pontos|fazer um pix|faça um pix|faça uma transferência|emitir boleto|pagar boleto|segunda via do boleto',
      things:
        '{cartão,cartões,vale,vales} {presente,oferta,pré pago,pré pagos,apple,steam,google play,amazon,itunes,de oferta}|{nova,novo,novos,meu,minha,seu,nossa} {conta bancária,iban,nib,número de conta,dados bancários,chave pix,pix}|iban|nib|chave pix|pix|número da conta|dados bancários|saldo da conta|extrato|comprovativo {de pagamento,de transferência,da transferência}|comprovante|dados do cartão',
    },
    file: {
      acts: 'abrir|rever|revisar|baixar|descarregar|assinar|ver|ler|consultar|preencher|imprimir|visualizar|analisar|conferir',
      orders:
        'assine|assina|dê uma olhada|dê uma vista de olhos|dá uma olhada|rubrique|aprove|devolva assinado|abra|reveja|revise|baixe|descarregue|assine|veja|leia|consulte|preencha|imprima|visualize|analise|confira|dê uma olhada|encontre',
      objects:
        'acordo|pasta partilhada|pasta compartilhada|sua assinatura|tua assinatura|anexo|anexos|em anexo|anexado|documento|documentos|arquivo|arquivos|ficheiro|pdf|fatura|contrato|formulário|relatório|rascunho|orçamento|proposta|pedido|boleto|nota fiscal|comprovante|mensagem de voz|intimação|notificação|mensagens',
      sharp:
        'arquivo em anexo|documento em anexo|documento anexo|fatura em anexo|contrato em anexo|documento compartilhado|documento partilhado|código qr|qr code|onedrive|sharepoint|docusign',
      whole:
        '{olhada,vista de olhos} e {assine,assina}|{assine,assina} {antes,até,hoje,e}|{assinado,assinada} de volta|para {sua ,tua ,}assinatura|habilitar conteúdo|habilite o conteúdo|ativar conteúdo|habilitar macros|abrir documento|ver documento|visualizar documento|baixar arquivo|baixar documento|baixar boleto|visualizar boleto|visualizar fatura|ver fatura|baixar nota|visualizar anexo|assinar documento|escaneie o código',
    },
    link: {
      acts: 'clicar|seguir|visitar|acessar|aceder|usar|tocar',
      orders:
        'clique|clica|siga|visite|acesse|aceda|use|toque|copie|aproveite|rastreie|acompanhe|participe|garanta|responda|agende',
      objects:
        'aqui|link|links|botão|abaixo|seguinte|site|página|portal|url|encomenda|pacote|entrega|pedido|@link|endereço|oferta|pesquisa',
      whole:
        'clique aqui|clicar aqui|clica aqui|clique no|clique em|clicando aqui|clicando no|link abaixo|botão abaixo|pelo link|seguinte link|link a seguir|saiba mais|rastrear pacote|rastrear encomenda|acompanhar pedido|comprar agora|agendar entrega|continuar aqui|ver detalhes|ver mais|acessar agora|acesse agora|quero aproveitar|cadastre se',
    },
    secrecy: {
      whole:
        '{fique,fica,ficar,permaneça,deve ficar,ficará} {só ,apenas ,isto ,isso ,tudo ,}entre {nós,você e eu,mim e ti}|{conto,contamos,confio} {com,na} {a ,}{sua,tua} {discrição,reserva,confidencialidade}|{ninguém} {mais ,deve ,pode ,mais deve ,mais precisa }{saber,de saber,precisa saber}|{não posso,não consigo,impossível} {falar,telefonar,atender,ligar,atender chamadas,atender o telefone}|{estou,estarei} {agora ,o dia todo ,}{numa,em} {reunião} {e não,não}|{só,apenas} por {email,mail,mensagem,e mail}|{total,máxima,absoluta} {discrição,confidencialidade,reserva}|não {conte,contes,diga,digas,fale,fales,comente} {a ,com ,disso a ,}ninguém|{mantenha,mantém,manter} {isto ,isso ,o assunto ,}{em segredo,em sigilo,confidencial,reservado}|só entre nós|apenas entre nós|ficar entre nós|fique entre nós|fica entre nós|entre mim e você|entre eu e você|mantenha em segredo|mantenha segredo|guarde segredo|guarda segredo|mantenha sigilo|mantenha o sigilo|sigilo absoluto|total sigilo|estritamente confidencial|máxima discrição|com discrição|não conte a ninguém|não conte para ninguém|não contes a ninguém|não diga a ninguém|não fale com ninguém|não comente com ninguém|não comente|não me ligue|não me ligues|não posso atender|não posso falar ao telefone|não posso falar agora|apague este email|apague este e-mail|apague esta mensagem|apaga esta mensagem|exclua este email|exclua esta mensagem|elimine esta mensagem|não encaminhe|não reencaminhe|não compartilhe isto|não partilhe isto',
    },
    'channel-switch': {
      acts: 'escrever|contatar|contactar|responder|ligar|continuar|enviar|adicionar|falar|chamar',
      orders:
        'escreva|escreva-me|escreve-me|me escreva|contate|contacte|contacte-me|responda|responde|ligue|liga|me ligue|envie|mande|adicione|me chame|chame|chama|me passe|me dê|passe|vamos|fale|informe',
      objects: '@phone|@address|meu celular|meu telemóvel',
      sharp:
        'whatsapp|signal|telegram|viber|skype|zap|email pessoal|e-mail pessoal|correio pessoal|email particular|e-mail particular|email privado|endereço pessoal|número pessoal|número de celular|número de telemóvel|número de telefone|seu número|teu número|novo número|novo endereço|meu gmail',
      whole:
        '{continuamos,continuemos,continuar,falamos,seguimos,escreve me,escreva me,me chama,me chame,explico,conversamos} {melhor ,lhe ,te ,tudo ,}{pelo,por,no,via} {whatsapp,signal,telegram,sms,zap}|{responda,responde,escreva,escreve} {só ,apenas ,me ,}{para,no} {o ,}meu {email,mail,endereço,número,e mail} {pessoal,privado,particular,novo}|{para ,}qual número|{para ,}que número|no whatsapp|pelo whatsapp|por whatsapp|via whatsapp|no signal|pelo signal|no telegram|pelo telegram|meu novo número|meu novo email|meu email pessoal|meu e-mail pessoal|para o meu email pessoal|tem whatsapp|tens whatsapp|usa signal|ligue para|ligue agora',
      things:
        '{seu,teu,o seu,o teu} {telemóvel,celular,número,telefone,whatsapp,número de telemóvel,número de celular,zap}|número {de telemóvel,de celular,de telefone,whatsapp,direto,pessoal}',
    },
    information: {
      acts: 'enviar|mandar|encaminhar|reencaminhar|compartilhar|partilhar|fornecer|transmitir|anexar|entregar|passar',
      orders:
        'envie|envie-me|me envie|envia|envia-me|mande|me mande|manda-me|encaminhe|me encaminhe|reencaminhe|compartilhe|partilhe|forneça|transmita|anexe|entregue|me passe|informe|preencha',
      objects:
        'lista|lista de contatos|contatos|contactos|agenda|rascunho|discurso|dossiê|processo|calendário|itinerário|documentos internos|documentos confidenciais|dados pessoais|informações pessoais|nome completo|endereço completo|data de nascimento|lista de funcionários|lista de sócios|lista de doadores|balanço',
      sharp:
        'passaporte|cópia do passaporte|cópia do seu passaporte|documento de identidade|bilhete de identidade|cartão de cidadão|rg|cpf|carteira de motorista|carta de condução|holerite|recibo de vencimento|cópia do seu|extratos bancários|selfie',
      things:
        '{lista,listagem,relação,base de dados,registo,cadastro,planilha} {completa ,atualizada ,}{de,dos,das,de todos os,dos nossos} {funcionários,sócios,membros,doadores,clientes,fornecedores,voluntários,colaboradores,participantes,contactos,contatos,associados,trabalhadores,inscritos}|recibos de {vencimento,ordenado}|holerites|contracheques|{cópia,foto,digitalização} {do seu,do teu,do,da} {passaporte,cartão de cidadão,bilhete de identidade,rg,cpf,carta de condução,cnh}|passaporte|datas de nascimento',
    },
    meeting: {
      acts: 'participar|comparecer|juntar|convidar|organizar|agendar|marcar|reservar|reunir|entrevistar',
      orders: 'participe|compareça|junte-se|reserve|inscreva-se|agende|marque',
      objects:
        'videochamada|videoconferência|chamada|reunião|zoom|teams|webinar|entrevista|conferência|mesa redonda|podcast|seminário|congresso|palestra|painel',
      whole:
        'convidá-lo a participar|convidá-la a participar|convidar você para|entrevista com você|entrevista consigo|entrevistá-lo|entrevistá-la|sua opinião sobre|você está disponível|está disponível|estás disponível|está no escritório|estás no escritório|tem um momento|tens um momento|tem um minuto',
    },
    favour: {
      acts: 'tratar|resolver|gerir|ajudar me|me ajudar|fazer|fazer me|me fazer|ocupar se|cuidar|executar',
      orders: 'trate|trata|ajude me|ajuda me|me ajude|faça me|faz me|me faça|cuide',
      objects:
        '{assunto,tarefa,questão,coisa,recado,tema} {delicado,delicada,urgente,confidencial,reservado,reservada,sensível,discreta,discreto}|um favor|um pequeno favor|um favorzinho|um recado',
      whole:
        '{está,estás,você está,estaria} {agora ,já ,hoje ,ainda ,aí ,}{no escritório,na secretária,na sua mesa,na tua mesa,na mesa,no gabinete,no trabalho,disponível,livre,contactável,ocupado,ocupada,ao computador,por aí}|{tem,tens,teria,você tem} {um minuto,um momento,um segundo,um minutinho,uns minutos,cinco minutos}|{preciso de,pedir te,pedir lhe,queria pedir,fazer me,te pedir,lhe pedir} um {pequeno ,grande ,}{favor,favorzinho}|{tenho,há} {um,uma} {assunto,tarefa,questão,tema} {delicado,delicada,urgente,confidencial,sensível,para tratar,para resolver,para si,para ti,para você}|{algo,uma coisa} {para ,que preciso }{tratar,resolver,fazer} {com discrição,discretamente,hoje,por mim}',
    },
    urgency: {},
  },
}
