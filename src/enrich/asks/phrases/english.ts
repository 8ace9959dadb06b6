import type { AskWords } from '../ask-words.ts'

export const english: AskWords = {
  language: 'en',
  common:
    'the|and|of|to|is|in|that|for|it|with|are|this|have|has|be|was|we|you|your|on|by|will|as|at|from|or|not|please|can|our|my|if',
  please:
    "please|pls|plz|kindly|would you mind|do you mind|could i get|can i get|could i have|can i have|may i have|could you|can you|would you|will you|may i ask you|can i ask you|could i ask you|you need to|you must|you have to|you are required|you will need to|you are requested|you are kindly|we need you to|i need you to|i want you to|i would like you to|we would like you to|we ask you to|we ask that you|i ask you to|we request that you|we urge you to|we invite you to|we encourage you to|we recommend that you|need your|be sure to|make sure to|make sure you|you are invited to|you are advised to|required to|requires you to|in order to|would appreciate|would be grateful|help me|let me have|let us have|do me a favor|do me a favour|don't forget to|do not forget to|all you need to do|you should|you can|advise you to|asked that you|need to get|want to|ready to",
  you: 'you|your|yours|yourself|u|ur',
  not: "not|don't|dont|never|cannot|can't|won't|doesn't|didn't|shouldn't|mustn't|no need to|without|nobody|unable to",
  others:
    "i|we|he|she|it|they|who|which|that|this|i'll|we'll|i've|we've|i'd|i'm|we're|they'll|he'll|she'll|let's|lets|let me|let us|does|did|will|users|people|code|patch|kernel|system|server|script",
  told: 'intended recipient|received this in error|in error|by mistake|unintended|asked me|asked us|asks me|asked them|they ask|they asked|he asked|she asked|told me|told us|was asked|were asked|tells me|said to|never ask|not ask|will ask you|would ask you|scammers|attackers|attacker|phishing|fraudsters|criminals|suspicious emails|pretending to|mails that|emails that|emails asking|messages asking',
  unless:
    'if|when|once|after|unless|whenever|in case|before|if you|when you|once you|after you|unless you|whenever you|until you|as soon as you',
  technical:
    'hierarchy|rule|rules|ruleset|landlock|flag|flags|token|tokens|bpf|lsms|capability|capabilities|inode|fd|descriptor|descriptors|dir|directory|filesystem|trace|binary|binaries|pam|shadow|profile file|audit|argument|arguments|callback|xattrs|wiki|agenda|yubikey|feature|features|usernames|init|boot|kexec|buffer|memory|device files|patch|patches|patchset|kernel|commit|commits|git|gerrit|github|repo|repository|driver|drivers|firmware|bmc|openbmc|code|function|compile|compiler|build|bug|bugs|bugzilla|log|logs|dmesg|config|kconfig|devicetree|dts|gpio|i2c|ipmi|redfish|dbus|systemd|module|hook|hooks|syscall|api|apis|lsm|selinux|apparmor|keyring|keyrings|hash|hashing|hashed|hashes|tpm|struct|pointer|test|tests|testing|testcase|ci|jenkins|upstream|maintainer|maintainers|reviewers|yocto|bitbake|recipe|docker|qemu|json|xml|yaml|regex|stack|backtrace|ioctl|kbuild|maintainers|signed off|sign off|root|ssh|sudo|webui|specification|spec|rfc|schema|sensor|sensors|uart|flash|u boot|uboot|inode|xattr|checkpatch|linux|lkml|mailing list|namespace|userspace|variable|parameter|sysfs|debug|syntax|pr|pull request|issue tracker|changelog|cli|cla|ccla|icla|license agreement|curl|http|https|rest|interface|implementation|admin|minutes',
  soon: 'urgent|urgently|immediately|immediate|asap|as soon as possible|right away|at once|promptly|without delay|before the end of the day|by end of day|end of business|by eod|by cob|by tomorrow|by tonight|within 24 hours|within 48 hours|within 12 hours|24 hours|48 hours|72 hours|before midnight|expires today|will expire|last warning|final notice|final reminder|final warning|deadline|time sensitive|act now|limited time|will be suspended|will be closed|will be deactivated|will be terminated|will be deleted|be locked|today|quickly|avoid suspension|avoid interruption|avoid losing',
  bareImperative: true,
  asks: {
    credential: {
      acts: 'confirm|verify|validate|re validate|revalidate|authenticate|update|enter|provide|submit|send|give|share|reset|reactivate|re activate|restore|recover|unlock|reconfirm|supply|type|retain|renew|upgrade|secure|keep using|forward|tell|reply with|read me|change|review|check|protect|re enter|approve|register|link|activate|complete',
      objects:
        'account|account details|account information|account activity|profile|identity|sign in attempt|login attempt|ownership|mailbox|email address|e mail address|webmail|session|wallet|verification',
      sharp:
        'password|passwords|passcode|passphrase|pin|pin code|credentials|login|login details|log in details|sign in details|username|user name|security code|verification code|access code|one time code|otp|6 digit code|six digit code|code you received|code you get|authenticator|authentication code|recovery phrase|seed phrase|secret phrase|backup codes|recovery code|online banking|security question|your account|your identity|your mailbox|your profile|mfa|two factor|keep same password|current password',
      whole:
        "sign in to your|sign in to view|sign in to read|sign in to continue|sign in here|sign in now|sign in again|sign in with your|log in to your|log in to view|log in here|log in now|log in again|login to your|login here|login now|log on to your|log into your|sign into your|login to view|code you just got|code you just received|code that you received|code i just sent you|code sent to your phone|prompt on your phone please|accept the prompt on your phone|approve the request on your phone|approve the prompt|approve the sign in|accept the prompt|approve the notification|verify it's you|verify its you|verify that it is you|confirm it's you|verify your email|confirm your email|verify now|keep same password|keep current password|keep my password|verify account|update account|confirm your password|secure my account|secure your account|recover account|reactivate account|re authenticate|connect your wallet|connect wallet",
    },
    payment: {
      acts: 'pay|send|transfer|wire|remit|settle|process|make|arrange|complete|update|change|buy|purchase|get|release|initiate|deposit|handle|use|amend|confirm|provide|renew|approve|verify|forward|review|authorise|authorize|claim|collect',
      objects:
        'invoice|payment|payments|payroll|money|funds|fee|fees|amount|outstanding balance|balance|bill|subscription|shipping fee|refund|prize|compensation|inheritance|donation|loan',
      sharp:
        'wire transfer|bank transfer|bank details|bank account|banking details|bank information|account number|iban|swift|sort code|routing number|direct deposit|gift card|gift cards|itunes card|steam card|google play card|amazon card|apple card|bitcoin|btc|usdt|cryptocurrency|crypto wallet|ethereum|wallet address|western union|moneygram|zelle|cash app|overdue invoice|outstanding invoice|customs fee|delivery fee|new account below|payment details|payment information|payment method|billing information|billing details|card details|credit card|debit card|card number',
      whole:
        'our bank has changed|our bank account has changed|our bank details have changed|our bank details changed|our banking details have changed|new bank details|new bank account|updated bank details|changed our bank|change of bank|change my direct deposit|update my direct deposit|scratch the back|scratch off|pay the invoice|settle the invoice|wire the money|wire the funds|i need gift cards|send the money|make the payment|process the payment|process a payment|pay now|pay your|next of kin|claim your prize|claim your reward|claim your',
    },
    file: {
      acts: 'open|review|download|sign|view|check|read|look at|find|complete|print|fill in|fill out|preview|have a look at|take a look at|go through|scan|countersign|examine|e sign|esign|docusign|consult',
      objects:
        'attachment|attachments|attached|enclosed|attached file|attached document|document|documents|file|files|pdf|invoice|contract|agreement|statement|proposal|report|draft|spreadsheet|presentation|voicemail|voice message|fax|scan|form|purchase order|quotation|quote|receipt|folder|shared file|remittance|payment advice|resume|cv|memo|audio message|pending messages|held messages|quarantined messages|messages',
      sharp:
        'attached document|attached pdf|attached invoice|attached contract|shared document|secure document|encrypted message|attached agreement|attached form|attached quotation|attached purchase order|attached html|documents for your signature|document shared|docusign|onedrive|sharepoint|google doc|dropbox|qr code',
      whole:
        'your comments on the attached|your feedback on the attached|your thoughts on the attached|see attached|see the attached|see enclosed|find attached|find enclosed|find the attached|find the enclosed|enable content|enable editing|enable macros|open in onedrive|view document|open document|review document|view shared file|view file|download file|review and sign|sign the document|click to view document|listen to voicemail|play voicemail|play message|download attachment|open attachment|view invoice|download invoice|view message|view messages|review messages|release messages|release all|scan the qr code|scan the code',
    },
    link: {
      acts: 'click|tap|press|visit|follow|go to|press on|click on|tap on|head to|head over to|browse|get started|track|continue|proceed|shop|discover',
      objects:
        'here|link|below|button|url|website|web site|page|site|portal|following link|link below|above|your package|your parcel|package|parcel|delivery|shipment|your order|more details|details|now|@link|hyperlink|offer',
      whole:
        'open the link|open this link|click here|click below|click the link|click on the link|click this link|tap here|follow this link|follow the link|visit this link|use the link below|link below|copy and paste the link|button below|click the button|learn more|get started|track your package|track package|schedule delivery|reschedule delivery|confirm delivery|update delivery|shop now|claim now|get it now|start now|continue here|go here|see more|see details|view details|accept the invitation|accept invitation|unsubscribe here|act now|order now|register now|sign up now|join now|try now|apply now|buy now|view more|read more|find out more|get yours|check it out|view offer|click confirm',
    },
    secrecy: {
      whole:
        "keep this between us|keep it between us|just between us|between you and me|between the two of us|strictly between us|keep this confidential|keep it confidential|keep this private|keep this strictly|keep this to yourself|keep it to yourself|keep this quiet|keep it quiet|keep it a secret|keep this secret|do not tell|don't tell anyone|don't tell anybody|do not discuss this|don't discuss this|do not share this with|don't share this with|don't mention this|do not mention this|do not inform|don't inform|tell no one|do not call me|don't call me|do not call my|can't take calls|cannot take calls|can't talk right now|can't talk on the phone|in a meeting and can't|delete this email|delete this mail|delete this message|delete after reading|delete this after|delete it after|delete this once|destroy this message|delete it after reading|for your eyes only|treat this as confidential|treat this as strictly confidential|treat with utmost confidentiality|treat this with discretion|count on your discretion|rely on your discretion|trust your discretion|utmost discretion|utmost secrecy|utmost confidentiality|nobody else should know|no one else should know|without telling anyone|do not forward this|don't forward this|do not copy anyone|don't cc anyone|do not loop in|strict confidence|top secret|keep this off",
    },
    'channel-switch': {
      acts: 'write|contact|text|message|reach|call|email|e mail|mail|reply|send|chat|talk|continue|move|add|ping|answer|respond|speak|get back|drop|share|provide|use|give|whatsapp',
      sharp:
        'whatsapp|on signal|via signal|through signal|over signal|to signal|my signal|signal app|signal number|telegram|wechat|viber|skype|wire app|personal email|personal e mail|private email|private e mail|personal address|private address|personal number|private number|my other email|my other address|my gmail|my new number|my new email|my new address|mobile number|cell number|cell phone number|cellphone number|phone number|your number|your whatsapp|your cell|my private mail|my personal mail|private mail|google chat|hangouts|proton mail|protonmail',
      objects: '@phone|my cell|my mobile|my email|my mail|my direct email|direct line',
      whole:
        "let's continue on|let's continue this on|let's continue this conversation on|let us continue on|let's move to whatsapp|let's move to signal|let's move this to whatsapp|let's move this to signal|let us move this to|can we switch to signal|can we move to signal|can we switch to whatsapp|switch to whatsapp|switch to telegram|move this to signal|move this to telegram|move this to whatsapp|move to whatsapp|conversation on telegram|conversation on signal|conversation on whatsapp|text me|text me at|text me on|message me on|write to me at @address|email me at @address|reply to @address|contact me at @address|contact him at @address|contact her at @address|contact us at @phone|call us at @phone|call us on @phone|call @phone|whatsapp me|reach me on|reach me at @address|reach me at @phone|is my new number|is my new email|is my new address|my new number is|my new email is|do not reply to this address use|reply to my personal|use my personal|use my private|send it to my personal|send it to my private|send me your cell|send me your number|send me your mobile|send me your phone|what is your number|what's your number|do you have whatsapp|do you use signal|are you on signal|are you on telegram|are you on whatsapp|contact me via my|contact me on my|private email for more|continue on signal|move to signal|switch to signal|continue on whatsapp|continue on telegram|move to telegram|call the number|call our support|call toll free|call customer|call immediately",
    },
    information: {
      acts: 'sending|forwarding|sharing|giving|providing|send|forward|share|provide|give|email|e mail|mail|get|submit|supply|pass|pass on|upload|attach|fill in|list|compile|prepare|tell|reply with|let me have',
      objects:
        'contact details|contact information|phone numbers|guest list|attendee list|delegation list|employee list|staff list|list of employees|list of staff|list of contacts|list of members|list of participants|list of attendees|list of donors|list of clients|list of customers|contact list|address book|contacts|mailing list members|phone list|the draft|your draft|draft speech|latest draft|dossier|briefing|briefing book|calendar|your schedule|his schedule|her schedule|travel plans|itinerary|internal documents|confidential documents|financial statements|the files|client list|customer list|donor list|personal information|personal details|your information|full name|your full name|home address|your address|date of birth|occupation|your details|following information|aging report|the minutes of|unpublished',
      sharp:
        "passport|copy of your passport|passport copy|id card|copy of your id|your id|photo id|driver's license|drivers license|driving licence|social security number|ssn|tax id|w 2|w2|w 2s|tax forms|payslips|pay stubs|aging report|scan of your|selfie|date of birth|mother's maiden name|bank statement|bank statements",
      whole:
        'i need a copy of your|we need a copy of your|i need a scan of your|we need a scan of your|i need your passport|we need your passport',
    },
    meeting: {
      acts: 'join|attend|invite you to|invite|inviting you to|schedule|arrange|book|set up|participate in|take part in|speak at|accept|meet|interview|are you available for|available for|register for|jump on|hop on|get on',
      objects:
        'video call|call|zoom call|zoom meeting|teams meeting|google meet|online meeting|virtual meeting|meeting|webinar|interview|online interview|conference|panel|round table|roundtable|podcast|seminar|short call|quick call|discussion|skype call|workshop|keynote|summit',
      whole:
        'have you on our panel|have you on our podcast|have you on our show|have you as a speaker|have you speak|have a call|have a quick call|have a short call|have a meeting|like to invite you|love to invite you|pleased to invite you|happy to invite you|invite you to a|invite you for a|interview you|interview with you|like to interview you|invite you to speak|invite you to participate|invite you to join|invite you to attend|invite you as a speaker|your expertise on|your expert opinion|your views on|hear your thoughts on|would you be available for a call|are you available for a call|would you be open to|do you have time for a call|pick your brain|are you available right now|are you free right now|are you at your desk|are you in the office|are you available|do you have a minute|can we talk|have a quick chat',
    },
    urgency: {},
  },
}
