import type { AskWords } from '../ask-words.ts'

export const portuguese: AskWords = {
  language: 'pt',
  common:
    'o|a|os|as|de|do|da|dos|das|e|que|é|em|um|uma|para|com|não|se|no|na|por|seu|sua|você|ou|mais|ao|este|esta|foi|são|pelo',
  please:
    'por favor|favor|por gentileza|gentileza|pedimos que|peço que|solicitamos que|solicito que|poderia|pode|podes|podia|você precisa|precisa|precisamos que|preciso que|preciso|deve|deverá|tem que|é necessário|convidamos você a|convidamo-lo a|agradecemos que|agradeço que|não se esqueça de|basta|queira|para poder|gostaria que',
  you: 'você|vocês|seu|sua|seus|suas|teu|tua|te|ti|lhe|vosso|vossa',
  not: 'não|nunca|jamais|sem|nenhum|nenhuma',
  others: 'eu|nós|eles|ele|ela|vou|vamos',
  told: 'por engano|por erro|destinatário|me pediu|me pediram|nos pediu|nos pediram|pediu-me|nunca pedirá|nunca pediremos|nunca solicitamos|nunca pedimos|nunca solicita|disse que|disseram que|golpistas|burlões|phishing|golpe',
  unless: 'se|caso|quando|após|depois de|antes de|assim que',
  technical: 'patch|kernel|commit|código fonte|driver|repositório|função|compilador|hash',
  soon: 'urgente|urgentemente|com urgência|imediatamente|imediato|o mais rápido possível|o quanto antes|quanto antes|ainda hoje|hoje mesmo|até amanhã|até o final do dia|até ao fim do dia|em 24 horas|em 48 horas|24 horas|48 horas|24h|último aviso|prazo|expira|vence hoje|será suspensa|será bloqueada|será cancelada|evite o bloqueio|evite',
  asks: {
    credential: {
      acts: 'confirmar|verificar|validar|atualizar|inserir|fornecer|enviar|informar|redefinir|reativar|desbloquear|autenticar|alterar|ativar|recadastrar|regularizar|partilhar|compartilhar|digitar|sincronizar',
      orders:
        'confirme|confirma|verifique|verifica|valide|valida|atualize|atualiza|insira|forneça|envie|envia|informe|redefina|reative|desbloqueie|altere|ative|recadastre|regularize|partilhe|compartilhe|digite|mande|aprove|sincronize',
      objects: 'conta|contas|perfil|identidade|dados|cadastro|caixa de correio|informações|dispositivo|email',
      sharp:
        'senha|senhas|palavra passe|credenciais|usuário|código|código de verificação|código de segurança|token|pin|internet banking|sua conta|tua conta|sua identidade|chave de segurança|itoken|assinatura eletrônica',
      whole:
        'faça login|fazer login|faça o login|inicie sessão|iniciar sessão|entre na sua conta|acesse sua conta|acesse a sua conta|aceda à sua conta|acessar minha conta|acessar conta|verificar conta|confirmar conta|atualizar agora|atualizar cadastro|verificar agora|confirmar agora|confirmar dados|atualizar dados|validar agora|manter a mesma senha|manter senha|aprove a notificação',
    },
    payment: {
      acts: 'pagar|transferir|efetuar|realizar|enviar|comprar|alterar|atualizar|depositar|quitar|regularizar|resgatar|liquidar|receber',
      orders:
        'pague|paga|transfira|transfere|efetue|realize|envie|compre|altere|atualize|deposite|quite|regularize|resgate|liquide|faça|receba|use|utilize',
      objects:
        'fatura|faturas|pagamento|boleto|valor|dinheiro|taxa|multa|salário|quantia|débito|débitos|pontos|prêmio|reembolso|dívida|fundos|doação|saldo',
      sharp:
        'transferência|transferência bancária|pix|chave pix|dados bancários|conta bancária|iban|nib|cartões presente|cartão presente|vale presente|gift card|bitcoin|bitcoins|criptomoedas|cartão de crédito|método de pagamento|forma de pagamento|fatura em atraso|fatura vencida|taxa alfandegária|western union|nova conta',
      whole:
        'nossos dados bancários mudaram|novos dados bancários|nova conta bancária|pagar agora|pague agora|resgatar agora|resgate agora|resgatar pontos|fazer um pix|faça um pix|faça uma transferência|emitir boleto|pagar boleto|segunda via do boleto',
    },
    file: {
      acts: 'abrir|rever|revisar|baixar|descarregar|assinar|ver|ler|consultar|preencher|imprimir|visualizar|analisar|conferir',
      orders:
        'abra|reveja|revise|baixe|descarregue|assine|veja|leia|consulte|preencha|imprima|visualize|analise|confira|dê uma olhada|encontre',
      objects:
        'anexo|anexos|em anexo|anexado|documento|documentos|arquivo|arquivos|ficheiro|pdf|fatura|contrato|formulário|relatório|rascunho|orçamento|proposta|pedido|boleto|nota fiscal|comprovante|mensagem de voz|intimação|notificação|mensagens',
      sharp:
        'arquivo em anexo|documento em anexo|documento anexo|fatura em anexo|contrato em anexo|documento compartilhado|documento partilhado|código qr|qr code|onedrive|sharepoint|docusign',
      whole:
        'habilitar conteúdo|habilite o conteúdo|ativar conteúdo|habilitar macros|abrir documento|ver documento|visualizar documento|baixar arquivo|baixar documento|baixar boleto|visualizar boleto|visualizar fatura|ver fatura|baixar nota|visualizar anexo|assinar documento|escaneie o código',
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
        'só entre nós|apenas entre nós|ficar entre nós|fique entre nós|fica entre nós|entre mim e você|entre eu e você|mantenha em segredo|mantenha segredo|guarde segredo|guarda segredo|mantenha sigilo|mantenha o sigilo|sigilo absoluto|total sigilo|estritamente confidencial|máxima discrição|com discrição|não conte a ninguém|não conte para ninguém|não contes a ninguém|não diga a ninguém|não fale com ninguém|não comente com ninguém|não comente|não me ligue|não me ligues|não posso atender|não posso falar ao telefone|não posso falar agora|apague este email|apague este e-mail|apague esta mensagem|apaga esta mensagem|exclua este email|exclua esta mensagem|elimine esta mensagem|não encaminhe|não reencaminhe|não compartilhe isto|não partilhe isto',
    },
    'channel-switch': {
      acts: 'escrever|contatar|contactar|responder|ligar|continuar|enviar|adicionar|falar|chamar',
      orders:
        'escreva|escreva-me|escreve-me|me escreva|contate|contacte|contacte-me|responda|responde|ligue|liga|me ligue|envie|mande|adicione|me chame|chame|chama|me passe|me dê|passe|vamos|fale|informe',
      objects: '@phone|@address|meu celular|meu telemóvel',
      sharp:
        'whatsapp|signal|telegram|viber|skype|zap|email pessoal|e-mail pessoal|correio pessoal|email particular|e-mail particular|email privado|endereço pessoal|número pessoal|número de celular|número de telemóvel|número de telefone|seu número|teu número|novo número|novo endereço|meu gmail',
      whole:
        'no whatsapp|pelo whatsapp|por whatsapp|via whatsapp|no signal|pelo signal|no telegram|pelo telegram|meu novo número|meu novo email|meu email pessoal|meu e-mail pessoal|para o meu email pessoal|tem whatsapp|tens whatsapp|usa signal|ligue para|ligue agora',
    },
    information: {
      acts: 'enviar|mandar|encaminhar|reencaminhar|compartilhar|partilhar|fornecer|transmitir|anexar|entregar|passar',
      orders:
        'envie|envie-me|me envie|envia|envia-me|mande|me mande|manda-me|encaminhe|me encaminhe|reencaminhe|compartilhe|partilhe|forneça|transmita|anexe|entregue|me passe|informe|preencha',
      objects:
        'lista|lista de contatos|contatos|contactos|agenda|rascunho|discurso|dossiê|processo|calendário|itinerário|documentos internos|documentos confidenciais|dados pessoais|informações pessoais|nome completo|endereço completo|data de nascimento|lista de funcionários|lista de sócios|lista de doadores|balanço',
      sharp:
        'passaporte|cópia do passaporte|cópia do seu passaporte|documento de identidade|bilhete de identidade|cartão de cidadão|rg|cpf|carteira de motorista|carta de condução|holerite|recibo de vencimento|cópia do seu|extratos bancários|selfie',
    },
    meeting: {
      acts: 'participar|comparecer|juntar|convidar|organizar|agendar|marcar|reservar|reunir|entrevistar',
      orders: 'participe|compareça|junte-se|reserve|inscreva-se|agende|marque',
      objects:
        'videochamada|videoconferência|chamada|reunião|zoom|teams|webinar|entrevista|conferência|mesa redonda|podcast|seminário|congresso|palestra|painel',
      whole:
        'convidá-lo a participar|convidá-la a participar|convidar você para|entrevista com você|entrevista consigo|entrevistá-lo|entrevistá-la|sua opinião sobre|você está disponível|está disponível|estás disponível|está no escritório|estás no escritório|tem um momento|tens um momento|tem um minuto',
    },
    urgency: {},
  },
}
