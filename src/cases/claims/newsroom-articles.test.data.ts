/** Somebody's words in an article: who, the words (whole, or `beginning … end`; of a paraphrase the beginning is enough), and what they are. */
export type Said = readonly [
  speaker: string,
  words: string,
  kind?: 'statement' | 'denial' | 'quote' | 'denied quote',
]

export interface Article {
  readonly style: string
  /** Not looked at while the rules were written; only its numbers were. */
  readonly held: boolean
  /** Written when the rules stood, and measured once before anything was changed for them. */
  readonly second?: boolean
  /** As `second`, after the rules were changed for those. */
  readonly third?: boolean
  readonly text: string
  readonly said: readonly Said[]
}

/** Articles in the manner of different newsrooms. People, outlets, companies and countries are invented. */
export const NEWSROOM_ARTICLES: readonly Article[] = [
  {
    style: 'wire service',
    held: false,
    text: `PORT ALDER, Aug 14 (Example Wire) - The mayoral campaign of Teresa Quill said on Wednesday it had suffered a breach of its email system and blamed a foreign government for the intrusion, without providing evidence.

"A hostile actor gained access to the account of a senior member of our team," campaign manager Lowell Pratt told reporters. "We are cooperating fully with the authorities."

The embassy of Ostravia dismissed the allegation as "absurd".

"Ostravia does not interfere in the affairs of other states," embassy spokesperson Milan Terek said in a text message, adding that the campaign had offered no proof.

Two law enforcement officials, who spoke on condition of anonymity because they were not authorized to discuss the matter, said the Federal Inquiry Office had opened an investigation in July. One of the officials said that at least three accounts had been targeted.

The Federal Inquiry Office declined to comment. Pratt did not respond to questions about when the breach was discovered.

Cybersecurity firm Brightwater Analytics, which was hired by the campaign, said the attackers used a fake login page. It did not say how many people had entered their passwords.

"This was patient work," said Simone Achterberg, Brightwater's head of research. "Somebody read that mailbox for weeks before anyone noticed."

Quill, 52, is running against incumbent Dale Foss, whose office called the breach "regrettable" and denied any knowledge of the stolen files.

The documents first appeared on a website registered in June, according to records reviewed by Example Wire.`,
    said: [
      ['Teresa Quill', 'it had suffered a breach of its email system'],
      ['Lowell Pratt', 'A hostile actor gained access … a senior member of our team', 'quote'],
      ['Lowell Pratt', 'We are cooperating fully with the authorities.', 'quote'],
      ['embassy of Ostravia', 'the allegation as "absurd"', 'denial'],
      ['Milan Terek', 'Ostravia does not interfere in the affairs of other states', 'denied quote'],
      ['Milan Terek', 'the campaign had offered no proof'],
      ['law enforcement officials', 'the Federal Inquiry Office had opened an investigation'],
      ['officials', 'at least three accounts had been targeted'],
      ['Brightwater Analytics', 'the attackers used a fake login page'],
      ['Simone Achterberg', 'This was patient work', 'quote'],
      ['Simone Achterberg', 'Somebody read that mailbox for weeks before anyone noticed.', 'quote'],
      ['office', 'the breach "regrettable"'],
      ['office', 'any knowledge of the stolen files', 'denial'],
      ['records reviewed by Example Wire', 'The documents first appeared on a website'],
    ],
  },
  {
    style: 'broadsheet, British, single quotation marks',
    held: true,
    text: `The Home Secretary, Sir Edmund Farrow, has accused a foreign intelligence service of trying to steal the party’s manifesto, in the strongest language yet used by a minister about the affair.

‘This was an attempt to meddle in our democracy, and it failed,’ Farrow told the House of Commons on Monday. ‘We won’t be intimidated by people who hide behind “anonymous” accounts.’

Shadow minister Priya Nandakumar said that the government’s response had been slow. ‘The minister’s own department knew in May,’ she said. ‘Why did it take until September to tell anyone?’

Farrow rejected the criticism. He insisted that officials had acted within hours of being told and that no ballot had been affected.

A senior Whitehall source suggested that as many as 40 people had received the messages. Another official cautioned that the figure might rise.

Dr Hugh Penrose, a reader in security studies at the University of Marlow, questioned the attribution. ‘One address and a time zone is not evidence,’ he said, adding: ‘I have seen students fake better.’

The newspaper understands that the party’s treasurer, Lady Astbury, was among those who opened the attachment. Lady Astbury could not be reached for comment.

Downing Street would not be drawn on whether sanctions were being considered.`,
    said: [
      ['Edmund Farrow', 'a foreign intelligence service of trying to steal'],
      ['Edmund Farrow', 'This was an attempt to meddle in our democracy, and it failed', 'quote'],
      ['Edmund Farrow', 'We won’t be intimidated by people who hide behind “anonymous” accounts.', 'quote'],
      ['Priya Nandakumar', 'the government’s response had been slow'],
      ['Priya Nandakumar', 'The minister’s own department knew in May', 'quote'],
      ['Priya Nandakumar', 'Why did it take until September to tell anyone?', 'quote'],
      ['Edmund Farrow', 'the criticism', 'denial'],
      ['Edmund Farrow', 'officials had acted within hours'],
      ['Whitehall source', 'as many as 40 people had received the messages'],
      ['official', 'the figure might rise'],
      ['Hugh Penrose', 'the attribution'],
      ['Hugh Penrose', 'One address and a time zone is not evidence', 'quote'],
      ['Hugh Penrose', 'I have seen students fake better.', 'quote'],
      ['newspaper', 'the party’s treasurer, Lady Astbury, was among those'],
    ],
  },
  {
    style: 'tabloid',
    held: false,
    text: `HACKED-OFF MP'S FURY AT 'PATHETIC' EMAIL CROOKS

A furious MP has blasted the "cowards" who stole her holiday snaps — and vowed to hunt them down.

Mum-of-two Kelly Rudge, 43, told The Sunday Example: "I feel sick. Somebody has been reading messages to my kids."

The blonde politician fumed: "They are pathetic."

A source close to Ms Rudge said: "She's in bits. She thought the email was from a mate."

An insider at the party claimed three more MPs had been stung by the same scam.

"It's carnage," the insider added. "Everyone is changing their passwords."

Cyber boffin Gary Tuttle, of Tuttle IT in Snarebridge, warned the crooks could strike again. He said: "If they've got your address book, they've got everything."

But ex-aide Dean Mottram — who was sacked last year — has denied he was behind the hack.

"It's rubbish," he said last night. "I can barely work my telly."

Police confirmed they were looking into a report of computer misuse. A spokesman said: "Enquiries are ongoing. No arrests have been made."

Do YOU know who did it? Email our newsdesk.`,
    said: [
      ['Kelly Rudge', 'I feel sick. Somebody has been reading messages to my kids.', 'quote'],
      ['Kelly Rudge', 'They are pathetic.', 'quote'],
      ['source close to Ms Rudge', "She's in bits. She thought the email was from a mate.", 'quote'],
      ['insider', 'three more MPs had been stung'],
      ['insider', "It's carnage", 'quote'],
      ['insider', 'Everyone is changing their passwords.', 'quote'],
      ['Gary Tuttle', 'the crooks could strike again'],
      ['Gary Tuttle', "If they've got your address book, they've got everything.", 'quote'],
      ['Dean Mottram', 'he was behind the hack', 'denial'],
      ['Dean Mottram', "It's rubbish", 'denied quote'],
      ['Dean Mottram', 'I can barely work my telly.', 'quote'],
      ['Police', 'they were looking into a report'],
      ['spokesman', 'Enquiries are ongoing. No arrests have been made.', 'quote'],
    ],
  },
  {
    style: 'magazine long read',
    held: true,
    text: `On the second floor of a former shoe factory in Lindqvist Harbor, Noor Haddad keeps a whiteboard that nobody is allowed to photograph.

“It’s mostly wrong,” she told me, when I asked what was on it. “That’s what it’s for.”

Haddad, who is thirty-six and runs a three-person research group called the Quiet Signal Collective, has spent eleven months following a persona that signs its mails “Cordelia.” She believes that Cordelia is at least two people. Her former colleague Tomas Weil thinks it is one person with two keyboards.

“Tomas is a romantic,” Haddad said.

She remembers the morning the first file arrived. It was, she says, a list of donors with one column missing.

“I thought, Who removes the phone numbers? A thief doesn’t care about phone numbers. An editor does.

“So I stopped thinking about a burglar and started thinking about a press office,” she went on. “And then the rest made sense.”

The man whose mailbox was emptied that winter agreed to meet me on the condition that I not use his name. He recalled that the message had come from an old friend. “There was a joke in it,” he said. “Only he makes that joke.”

The friend, a retired diplomat named Auberon Leith, has always maintained that he never sent it. In a letter to the inquiry, Leith wrote that his account had been “borrowed, like an umbrella.”

Not everyone is persuaded. “It is a good story, and good stories should worry us,” Ilse Morant, a historian of forgery at Carrow College, told me. She pointed out that none of the originals had survived.

When I asked Haddad whether she agreed, she shrugged. She did not answer. Later, in an e-mail, she wrote, “Ask me in a year.”`,
    said: [
      ['Noor Haddad', 'It’s mostly wrong', 'quote'],
      ['Noor Haddad', 'That’s what it’s for.', 'quote'],
      ['Noor Haddad', 'Cordelia is at least two people'],
      ['Tomas Weil', 'it is one person with two keyboards'],
      ['Noor Haddad', 'Tomas is a romantic', 'quote'],
      ['Noor Haddad', 'It was'],
      ['Noor Haddad', 'I thought, Who removes … An editor does.', 'quote'],
      ['Noor Haddad', 'So I stopped thinking about a burglar … about a press office', 'quote'],
      ['Noor Haddad', 'And then the rest made sense.', 'quote'],
      ['man whose mailbox', 'the message had come from an old friend'],
      ['man whose mailbox', 'There was a joke in it', 'quote'],
      ['man whose mailbox', 'Only he makes that joke.', 'quote'],
      ['Auberon Leith', 'he never sent it', 'denial'],
      ['Auberon Leith', 'his account had been “borrowed, like an umbrella.”'],
      ['Ilse Morant', 'It is a good story, and good stories should worry us', 'quote'],
      ['Ilse Morant', 'none of the originals had survived'],
      ['Noor Haddad', 'Ask me in a year.', 'quote'],
    ],
  },
  {
    style: 'blog of a vendor',
    held: false,
    text: `GLASS MARTEN: a year of look-alike conference invitations

Key findings

- Halden Threat Research tracks this activity as GLASS MARTEN. We have seen 19 targets in four countries.
- The lure is an invitation to a conference that does not exist.

Background

Earlier this year, Corvid Security published a report stating that the same infrastructure was used against energy companies. Corvid attributed that campaign to a group it calls MOSS LANTERN with low confidence. According to Corvid, the two clusters share one hosting provider.

Halden assesses with moderate confidence that GLASS MARTEN acts in the interest of a government. We do not name the government.

The National Cyber Desk of Brevia noted in an advisory that the operators registered domains about ten days before use.

"The operators are not technically impressive, but they are polite," explains Jun Okabe, principal analyst at Halden. "They answer questions. They apologise for delays."

One of the targets, a researcher at a university in Brevia, told us that she had exchanged 14 messages before the link arrived. "It felt like any other organising committee," she said.

A representative of the hosting provider, Pillar Cloud, stated: "We suspended the servers on 3 March, within two hours of the notification." Pillar Cloud said it found no sign that its own systems were compromised.

The so-called "programme committee" of the conference used photographs of real people. None of them had any part in it.

Okabe will present the findings in Tolmin on 12 November.`,
    said: [
      ['Corvid Security', 'the same infrastructure was used against energy companies'],
      ['Corvid', 'that campaign to a group it calls MOSS LANTERN'],
      ['Corvid', 'the two clusters share one hosting provider'],
      ['Halden', 'GLASS MARTEN acts in the interest of a government'],
      ['National Cyber Desk of Brevia', 'the operators registered domains'],
      ['Jun Okabe', 'The operators are not technically impressive, but they are polite', 'quote'],
      ['Jun Okabe', 'They answer questions. They apologise for delays.', 'quote'],
      ['targets', 'she had exchanged 14 messages'],
      ['targets', 'It felt like any other organising committee', 'quote'],
      [
        'representative of the hosting provider',
        'We suspended the servers on 3 March, within two hours of the notification.',
        'quote',
      ],
      ['Pillar Cloud', 'it found no sign that its own systems were compromised', 'denial'],
    ],
  },
  {
    style: 'government press release',
    held: true,
    text: `Government calls out cyber activity against election bodies

The Government of Brevia today condemns the malicious cyber activity that targeted the Electoral Office between February and June.

The National Cyber Desk has assessed that it is highly likely that the unit known as Bureau 9 was responsible for the activity.

Minister for Security Alana Reeve said:

“The people of Brevia decide their own future. These actions are unacceptable and will be answered.

“I want to thank the staff of the Electoral Office, who did everything right.”

Director of the National Cyber Desk, Colm Hartigan, said:

“Our analysts worked with partners in five countries to find the origin of this activity.”

The Electoral Office has confirmed that the register of voters was not changed. The Office stated that 212 mailboxes were reset as a precaution.

The authorities of Ostravia were informed through diplomatic channels on 2 September. They have denied responsibility.

Notes to editors

Bureau 9 is also known as “Winter Clerk”. Vendors use other names.

Enquiries: press office, Ministry for Security.`,
    said: [
      ['National Cyber Desk', 'it is highly likely that the unit known as Bureau 9 was responsible'],
      ['Alana Reeve', 'The people of Brevia decide … will be answered.', 'quote'],
      [
        'Alana Reeve',
        'I want to thank the staff of the Electoral Office, who did everything right.',
        'quote',
      ],
      ['Colm Hartigan', 'Our analysts worked with partners … the origin of this activity.', 'quote'],
      ['Electoral Office', 'the register of voters was not changed'],
      ['Office', '212 mailboxes were reset as a precaution'],
      ['authorities of Ostravia', 'responsibility', 'denial'],
    ],
  },
  {
    style: 'interview as a transcript',
    held: false,
    text: `Joost Verhagen is the chief technology officer of Pillar Cloud, the hosting company whose servers were used in the attacks. He spoke with The Example Review on 9 October. The interview has been shortened.

REVIEW: When did you first hear of the attacks?

VERHAGEN: On a Sunday morning, from a researcher. I was in my garden.

REVIEW: And what did you do?

VERHAGEN: We took the servers off the network within two hours. But we kept the disks.

REVIEW: Some of your customers say that you should have known earlier.

VERHAGEN: I understand that. We did not know, and nobody told us.

REVIEW: The police have said that one of your employees rented the servers. Is that true?

VERHAGEN: No, that is not true. The police have never said this to me.

REVIEW: Who rented them, then?

VERHAGEN: A company in Ostravia paid the bill. Whether it knew what it paid for, I can’t say.

After the interview, a spokesperson for the Brevian police said by e-mail that “no employee of Pillar Cloud is a suspect at this time.”`,
    said: [
      ['Joost Verhagen', 'On a Sunday morning, from a researcher.', 'quote'],
      ['Joost Verhagen', 'I was in my garden.', 'quote'],
      ['Joost Verhagen', 'We took the servers off the network within two hours.', 'quote'],
      ['Joost Verhagen', 'But we kept the disks.', 'quote'],
      ['Joost Verhagen', 'I understand that.', 'quote'],
      ['Joost Verhagen', 'We did not know, and nobody told us.', 'denied quote'],
      ['Joost Verhagen', 'No, that is not true.', 'denied quote'],
      ['Joost Verhagen', 'The police have never said this to me.', 'denied quote'],
      ['Joost Verhagen', 'A company in Ostravia paid the bill.', 'quote'],
      ['Joost Verhagen', 'Whether it knew what it paid for, I can’t say.', 'quote'],
      [
        'spokesperson for the Brevian police',
        'no employee of Pillar Cloud is a suspect at this time.',
        'quote',
      ],
    ],
  },
  {
    style: 'live ticker',
    held: true,
    text: `Hospital IT outage: live

18:42
That is all for today. Thank you for following.

17:55
St Brannock's says outpatient clinics will reopen on Thursday. "We are sorry for the disruption," the hospital posted on its website.

16:30
BREAKING: The health minister, Rosalind Achebe, tells parliament that patient records were not accessed. "Nothing has left the building," she says.

16:04
More from our reporter at the scene: nurses are writing on paper. "It's like 1985 in there," one nurse told him.

15:20
The group calling itself Red Stapler has denied being behind the attack. In a post on its Chirper channel it wrote: "We do not touch hospitals. Look elsewhere."

14:48
IT contractor Sable Systems: "The problem is not on our side."

14:15
Police say they are "aware of the incident". They refuse to say whether a ransom has been demanded.

13:50
Two members of staff tell us the outage began at about 4am. The hospital has not confirmed this.

13:31
What do we know so far? Phones are down, ambulances are being diverted.`,
    said: [
      ["St Brannock's", 'outpatient clinics will reopen on Thursday'],
      ['hospital', 'We are sorry for the disruption', 'quote'],
      ['Rosalind Achebe', 'patient records were not accessed', 'denial'],
      ['Rosalind Achebe', 'Nothing has left the building', 'quote'],
      ['nurse', "It's like 1985 in there", 'quote'],
      ['Red Stapler', 'being behind the attack', 'denial'],
      ['Red Stapler', 'We do not touch hospitals. Look elsewhere.', 'denied quote'],
      ['Sable Systems', 'The problem is not on our side.', 'denied quote'],
      ['Police', 'they are "aware of the incident"'],
      ['members of staff', 'the outage began at about 4am'],
    ],
  },
  {
    style: 'Australian daily',
    held: false,
    text: `A Queensland-style "mates' network" of recruiters was behind the leak of the water board's emails, a royal commission has heard.

Counsel assisting, Bronwyn Tate SC, told the commission on Tuesday that an unnamed contractor had kept his login for nine months after he was let go.

"No one turned it off," Ms Tate said. "Not the board, not the vendor, not the department."

The contractor's lawyer, Nick Papas, hit back outside the hearing.

"My client categorically denies accessing anything," Mr Papas told reporters. "He was fishing at Lake Merrin that weekend."

Water Minister Glenys Orr said she was "gobsmacked" by the evidence. But she refused to say whether the board's chairman would be stood down.

Opposition spokesman Craig Delahunty labelled the minister's handling a debacle.

"She's had the report since March," he told Radio Coastline. "What's she been doing?"

It is understood the board received a warning from the Signals Office in January.

A spokeswoman for the Signals Office said it did not comment on operational matters.

In an internal email tendered to the commission, the board's IT manager warned his superiors that "half the accounts in this place belong to ghosts".

The hearing continues.`,
    said: [
      ['royal commission', 'A Queensland-style "mates\' network" of recruiters was behind the leak'],
      ['Bronwyn Tate', 'an unnamed contractor had kept his login'],
      ['Bronwyn Tate', 'No one turned it off', 'quote'],
      ['Bronwyn Tate', 'Not the board, not the vendor, not the department.', 'quote'],
      ['Nick Papas', 'My client categorically denies accessing anything', 'denied quote'],
      ['Nick Papas', 'He was fishing at Lake Merrin that weekend.', 'quote'],
      ['Glenys Orr', 'she was "gobsmacked" by the evidence'],
      ['Craig Delahunty', "the minister's handling a debacle"],
      ['Craig Delahunty', "She's had the report since March", 'quote'],
      ['Craig Delahunty', "What's she been doing?", 'quote'],
      ['IT manager', 'half the accounts in this place belong to ghosts', 'quote'],
    ],
  },
  {
    style: 'Indian daily',
    held: true,
    text: `Data of 12 lakh policyholders safe, claims insurer; Opposition seeks probe

MEERUTPUR: A day after a cache of policy documents surfaced on a messaging channel, Suraksha Mutual on Friday refuted reports of a data breach and termed them "baseless and mischievous".

"There has been no breach of our systems," the insurer said in a regulatory filing. "The sample being circulated pertains to a vendor's test environment."

However, independent researcher Anirudh Vasan alleged that the sample contained genuine records. "I called six of the numbers. All six picked up," Vasan told this newspaper.

Addressing a press conference here, Lok Dal leader Kavita Rane demanded a probe by a joint parliamentary panel. She averred that the company had been warned twice.

Rubbishing the charge, the company's managing director D. K. Mehrotra said no such warning had been received.

Sources in the IT ministry said a notice had been served on the insurer. The minister of state, Harbhajan Gill, however, maintained that it was "too early to comment".

Police commissioner R. Subramaniam informed that an FIR had been registered under the relevant sections.

When contacted, the vendor, Datapeak Solutions, did not offer any comment. Repeated calls to its director went unanswered.`,
    said: [
      ['Suraksha Mutual', 'reports of a data breach', 'denial'],
      ['Suraksha Mutual', 'There has been no breach of our systems', 'denied quote'],
      ['Suraksha Mutual', "The sample being circulated pertains to a vendor's test environment.", 'quote'],
      ['Anirudh Vasan', 'the sample contained genuine records'],
      ['Anirudh Vasan', 'I called six of the numbers. All six picked up', 'quote'],
      ['Kavita Rane', 'a probe by a joint parliamentary panel'],
      ['Kavita Rane', 'the company had been warned twice'],
      ['Mehrotra', 'no such warning had been received', 'denial'],
      ['IT ministry', 'a notice had been served on the insurer'],
      ['Harbhajan Gill', 'it was "too early to comment"'],
      ['Subramaniam', 'an FIR had been registered'],
    ],
  },
  {
    style: 'translated from another language',
    held: false,
    text: `The Affair of the Open Letters: Prosecutor Speaks of “Organised Work”

As the public prosecutor’s office in Lutow informed on Thursday, the investigation has been extended to four further persons.

“We are dealing here with an organised work, not with a boy in a cellar,” so senior prosecutor Henrike Vollmer in conversation with the Lutower Bote.

In the words of Vollmer, the perpetrators possessed “an astonishing knowledge of the habits of the house.”

The ministry emphasised that no secret documents are affected. State secretary Bolesław Rudnik underlined: “The security of our networks was at no time endangered.”

According to information of the Lutower Bote, the ministry had however already been informed in spring. A speaker of the ministry contradicted this representation.

The expert for computer law Quirin Abt considers the explanation of the ministry to be not credible. “One does not exchange three hundred telephones out of precaution,” he says to the Bote.

The deputy Fabienne Morel (Greens of the Centre) demanded that the minister explain herself before the committee. The minister let it be known through her office that she will appear “gladly and at any time”.

The accused, an employee of the archive, disputes the deed. His defender points out that his client was on holiday.`,
    said: [
      ['prosecutor’s office in Lutow', 'the investigation has been extended to four further persons'],
      ['Henrike Vollmer', 'We are dealing here with an organised work, not with a boy in a cellar', 'quote'],
      ['Henrike Vollmer', 'the perpetrators possessed “an astonishing knowledge'],
      ['ministry', 'no secret documents are affected', 'denial'],
      ['Bolesław Rudnik', 'The security of our networks was at no time endangered.', 'denied quote'],
      ['Lutower Bote', 'the ministry had however already been informed in spring'],
      ['speaker of the ministry', 'this representation', 'denial'],
      ['Quirin Abt', 'the explanation of the ministry to be not credible'],
      ['Quirin Abt', 'One does not exchange three hundred telephones out of precaution', 'quote'],
      ['Fabienne Morel', 'the minister explain herself'],
      ['minister', 'she will appear “gladly and at any time”'],
      ['accused', 'the deed', 'denial'],
      ['defender', 'his client was on holiday'],
    ],
  },
  {
    style: 'local paper',
    held: true,
    text: `Council clerk 'had no idea' email was fake

A clerk at Millbrook Town Council paid an £18,400 invoice after receiving an email that appeared to be from the mayor, a meeting heard this week.

Town clerk Maureen Stott told councillors she "had no idea" the message was not genuine.

"It was signed the way he always signs," she said.

Mayor Cllr Derek Ashworth, who has represented Fell Side ward since 2011, said his account had been accessed by someone else while he was on a walking holiday.

"I was half way up Carn Fell with no signal," said Cllr Ashworth. "I can assure residents that I did not send that email."

Cllr Joan Petty (Ind, Bridge End) asked why the invoice was not checked by a second person.

Mrs Stott replied that the second signatory was off sick.

Bramley Paving, the firm named on the invoice, said it had never done any work for the council. Owner Phil Bramley said: "First I knew of it was when your reporter rang. Somebody's used our name."

A North Fell Police spokesperson confirmed officers were investigating, and said anyone with information should call 101.

The council's insurers have been informed. Its auditor, Pike and Dunne, was approached for comment.

Residents gave their views on the council's Facebook page. Sandra Moss wrote: "Our money down the drain." Another resident, Bill Tharp, described it as "a shambles".`,
    said: [
      ['meeting', 'A clerk at Millbrook Town Council paid an £18,400 invoice'],
      ['Maureen Stott', 'she "had no idea" the message was not genuine'],
      ['Maureen Stott', 'It was signed the way he always signs', 'quote'],
      ['Derek Ashworth', 'his account had been accessed by someone else'],
      ['Derek Ashworth', 'I was half way up Carn Fell with no signal', 'quote'],
      ['Derek Ashworth', 'I can assure residents that I did not send that email.', 'denied quote'],
      ['Maureen Stott', 'the second signatory was off sick'],
      ['Bramley Paving', 'it had never done any work for the council', 'denial'],
      ['Phil Bramley', "First I knew of it was when your reporter rang. Somebody's used our name.", 'quote'],
      ['Police', 'officers were investigating'],
      ['Police', 'anyone with information should call 101'],
      ['Sandra Moss', 'Our money down the drain.', 'quote'],
      ['Bill Tharp', 'it as "a shambles"'],
    ],
  },
  {
    style: 'fact check',
    held: false,
    text: `Did the Harbour Party's leader order the leak? No evidence for viral claim

The claim: A screenshot shared more than 9,000 times claims that Harbour Party leader Owen Sallis ordered the leak of his rival's medical file.

One post, by a user called @tidewatcher, reads: "Sallis told them to do it. Here is the proof!"

Our verdict: False.

The screenshot shows an email dated 31 June. June has 30 days.

A spokesperson for the Harbour Party told Example Check in an email that the message was "a crude forgery" and that Sallis had never used the address.

We asked the clinic whose letterhead appears in the image. "We have no record of any such letter," said its director, Dr. Amara Nwosu. She added that the clinic had not treated the rival, Lena Strand.

Strand's campaign has said that it does not believe Sallis was involved. "We have seen nothing that connects him to this," Strand wrote on Chirper on 4 July.

The user @tidewatcher did not reply to our messages. The post has since been deleted.

A professor of digital forensics at Carrow College, Yusuf Demirel, examined the image for us. He found that the signature had been copied from a 2019 press release.

"You can overlay the two and they match to the pixel," Demirel said.

In 2021, Sallis was falsely accused of hiding a donation. A court later rejected that allegation.`,
    said: [
      ['screenshot', 'Harbour Party leader Owen Sallis ordered the leak'],
      ['@tidewatcher', 'Sallis told them to do it. Here is the proof!', 'quote'],
      ['spokesperson for the Harbour Party', 'the message was "a crude forgery"', 'denial'],
      ['Amara Nwosu', 'We have no record of any such letter', 'denied quote'],
      ['Amara Nwosu', 'the clinic had not treated the rival', 'denial'],
      ['campaign', 'it does not believe Sallis was involved'],
      ['Lena Strand', 'We have seen nothing that connects him to this', 'quote'],
      ['Yusuf Demirel', 'the signature had been copied from a 2019 press release'],
      ['Yusuf Demirel', 'You can overlay the two and they match to the pixel', 'quote'],
      ['court', 'that allegation', 'denial'],
    ],
  },
  {
    style: 'newsletter',
    held: true,
    text: `Good morning. It's Thursday, and the "leak of the century" is still twelve PDFs on a free file host.

First, the news: Velora Bank now admits that customer statements were in the archive, the Ledger reports. Last week it insisted they weren't.

Why it matters: as former regulator Helga Stramm put it to me, "You can survive a leak. You can't survive a leak and a lie."

Velora's line, from a statement sent at 11:58 p.m.: "At the time of our earlier statement, our review was incomplete."

OK. But Rune Falk, who ran incident response at the bank until April, tells me the review was finished in March. "There was a meeting. There were slides," Falk says. Velora denies this, and says Falk "was not privy to the full picture."

Who's behind it? Three security firms have looked. Tarn says it's criminals. Corvid thinks it's a state. Brightwater isn't saying.

I also asked the person who runs the leak site, who goes by Ferryman. The answer, by encrypted chat: "i carry things across. i don't ask what's in the boat"

Ferryman has repeatedly denied working for anyone, per the Ledger.

One more thing. "Nobody reads the footnotes," Stramm joked. I do. Footnote 14 of the bank's annual report says that the archive was "scheduled for deletion in 2022."

See you tomorrow.`,
    said: [
      ['Velora Bank', 'customer statements were in the archive'],
      ['Velora', 'they weren', 'denial'],
      ['Helga Stramm', "You can survive a leak. You can't survive a leak and a lie.", 'quote'],
      ['Velora', 'At the time of our earlier statement, our review was incomplete.', 'quote'],
      ['Rune Falk', 'the review was finished in March'],
      ['Rune Falk', 'There was a meeting. There were slides', 'quote'],
      ['Velora', 'this', 'denial'],
      ['Velora', 'Falk "was not privy to the full picture'],
      ['Tarn', "it's criminals"],
      ['Corvid', "it's a state"],
      ['Ferryman', "i carry things across. i don't ask what's in the boat", 'quote'],
      ['Ferryman', 'working for anyone', 'denial'],
      ['Helga Stramm', 'Nobody reads the footnotes', 'quote'],
      ['annual report', 'the archive was "scheduled for deletion in 2022'],
    ],
  },
  {
    style: 'wire service, short',
    held: false,
    text: `HARROW (Example Wire) — The Harrow campaign said on Saturday that some of its internal documents had been stolen by foreign hackers.

“These documents were obtained illegally from sources hostile to us,” campaign spokeswoman Dana Whitlock said in a statement.

Whitlock said the campaign had told the authorities. She declined to say whether an account had been broken into.

The embassy of Valdoria denied that its government had any role in the theft. “We do not give credit to such reports,” it said.

According to Northgate Labs, a security company, a senior official of the campaign received a mail from the account of a former adviser in June.

The company did not name the campaign.`,
    said: [
      ['Harrow campaign', 'some of its internal documents had been stolen'],
      ['Dana Whitlock', 'These documents were obtained illegally from sources hostile to us', 'quote'],
      ['Dana Whitlock', 'the campaign had told the authorities'],
      ['embassy of Valdoria', 'its government had any role', 'denial'],
      ['embassy of Valdoria', 'We do not give credit to such reports', 'quote'],
      ['Northgate Labs', 'a senior official of the campaign received a mail'],
    ],
  },
  {
    style: 'newspaper of record',
    held: false,
    text: `Officials at the Interior Ministry have concluded that the persona known as “Robert” is run from abroad, two people briefed on the inquiry said on Tuesday.

“It is the same playbook we saw in the spring,” said Ida Holm, who leads threat research at Northgate Labs. “They go after the people around the candidate first.”

Mr. Okafor, the campaign’s treasurer, told The Example Post that he had not opened the message.

“I never clicked on anything,” he said. “And I told them so the same day.”

The ministry’s spokesman, Karel Dvorak, disputed that account. He wrote in an email that the investigation was at an early stage.

Asked about the timing, Ms. Holm said that the first mail was sent on June 12.`,
    said: [
      ['two people briefed on the inquiry', 'Officials at the Interior Ministry have concluded'],
      ['Ida Holm', 'It is the same playbook we saw in the spring', 'quote'],
      ['Ida Holm', 'They go after the people around the candidate first.', 'quote'],
      ['Okafor', 'he had not opened the message'],
      ['Okafor', 'I never clicked on anything', 'quote'],
      ['Okafor', 'And I told them so the same day.', 'quote'],
      ['Karel Dvorak', 'that account', 'denial'],
      ['Karel Dvorak', 'the investigation was at an early stage'],
      ['Ida Holm', 'the first mail was sent on June 12'],
    ],
  },
  {
    style: 'web magazine',
    held: false,
    text: `So who is “Robert”? Nobody knows, says Mirela Sand, an analyst at the Quill Institute.

“We looked at eleven messages,” she told us. “Nine of them were sent from the same webmail.”

But Sand warns that the evidence is thin: “Two anonymous accounts can share a provider and nothing else.”

Joost Brandt, a lawyer for the newsletter that published the file, rejected the accusation that it had worked with hackers. “That is baseless,” Brandt said.

A person who identified himself as Robert wrote: “Do not be curious about where I got it from.”`,
    said: [
      ['Mirela Sand', 'Nobody knows'],
      ['Mirela Sand', 'We looked at eleven messages', 'quote'],
      ['Mirela Sand', 'Nine of them were sent from the same webmail.', 'quote'],
      ['Mirela Sand', 'the evidence is thin'],
      ['Mirela Sand', 'Two anonymous accounts can share a provider and nothing else.', 'quote'],
      ['Joost Brandt', 'the accusation that it had worked with hackers', 'denial'],
      ['Joost Brandt', 'That is baseless', 'denied quote'],
      ['Robert', 'Do not be curious about where I got it from.', 'quote'],
    ],
  },
  {
    style: 'report of a vendor, short',
    held: false,
    text: `In June we observed a campaign against people close to two candidates. Northgate Labs assesses with moderate confidence that the activity was run by the cluster it calls Grey Heron.

The provider Lumen Mail confirmed that one account was accessed from an address in another country. “We have notified the owner of the account,” a Lumen Mail spokesperson said.

Tarn Security attributed the same infrastructure to a cluster it tracks as TA-77.

According to a report published on 9 August by the Harbour Institute, the hosts were registered in May.`,
    said: [
      ['Northgate Labs', 'the activity was run by the cluster'],
      ['Lumen Mail', 'one account was accessed'],
      ['Lumen Mail', 'We have notified the owner of the account', 'quote'],
      ['Tarn Security', 'the same infrastructure to a cluster'],
      ['Harbour Institute', 'the hosts were registered in May'],
    ],
  },
  {
    style: 'agency, second round',
    held: false,
    second: true,
    text: `KELDA, Oct 3 (Northern Wire) — Two former employees of the Kelda Transit Authority have been charged with passing passwords to a criminal group, prosecutors said Thursday.

According to the indictment, Marcus Thiel and Ana Duarte received payments in gift cards between March and August.

"These defendants sold the keys to the city for the price of a used car," U.S. Attorney Bettina Cole said at a news conference. She said more charges could follow.

Thiel's attorney, Raymond Oyelaran, said his client would plead not guilty. "Mr. Thiel is looking forward to his day in court," he said.

A lawyer for Duarte could not immediately be reached. In August, Duarte told The Kelda Sun she had never met Thiel outside work.

Transit authority spokeswoman Lin Barros said that "no passenger data" was taken. The agency has previously said that 3,100 records were copied, a figure it now disputes.

Asked whether service would be affected, Barros replied: "Not at all."

The criminal group, known as Paper Lantern, claimed responsibility in a message posted in September. "We are businessmen," the message read.`,
    said: [
      ['prosecutors', 'Two former employees of the Kelda Transit Authority have been charged'],
      ['indictment', 'Marcus Thiel and Ana Duarte received payments'],
      ['Bettina Cole', 'These defendants sold the keys to the city for the price of a used car', 'quote'],
      ['Bettina Cole', 'more charges could follow'],
      ['Raymond Oyelaran', 'his client would plead not guilty'],
      ['Raymond Oyelaran', 'Mr. Thiel is looking forward to his day in court', 'quote'],
      ['Ana Duarte', 'she had never met Thiel outside work', 'denial'],
      ['Lin Barros', '"no passenger data" was taken', 'denial'],
      ['agency', '3,100 records were copied'],
      ['Lin Barros', 'Not at all.', 'quote'],
      ['Paper Lantern', 'responsibility in a message'],
      ['message', 'We are businessmen', 'quote'],
    ],
  },
  {
    style: 'quality Sunday paper, second round',
    held: false,
    second: true,
    text: `It began, as these things do, with a compliment. “Your paper on river law was superb,” wrote a man calling himself Professor Anton Weiss, of an institute that does not exist.

“I was flattered,” admits Dr Ottilie Brand, who teaches at Severn Hall. “You would be, too.”

Brand is one of eleven academics approached last winter, say people familiar with a confidential inquiry. Most, they add, were asked to comment on a draft. The draft contained a link.

The university insists that it acted promptly. “Staff were warned on the day,” says its registrar, Philip Cray. Several lecturers dispute that. One, who asked not to be named, said the warning had gone to an old mailing list. “I found it in March,” she added. “In my junk folder.”

Who was Weiss? The Quarry Institute, which has studied the case, believes he was invented by a contractor. Its director, Sunniva Lode, is careful. “We can say what the machine did,” she says. “Who paid for it is another matter.”

The embassy, in a two-line email, described the suggestion of state involvement as “a fantasy”. It added: “We have nothing further to say.”

Cray, for his part, rejects the idea that the university was careless. He points to the new rules, which he calls “the strictest in the country”.`,
    said: [
      ['Anton Weiss', 'Your paper on river law was superb', 'quote'],
      ['Ottilie Brand', 'I was flattered', 'quote'],
      ['Ottilie Brand', 'You would be, too.', 'quote'],
      ['people familiar', 'Brand is one of eleven academics'],
      ['university', 'it acted promptly'],
      ['Philip Cray', 'Staff were warned on the day', 'quote'],
      ['lecturers', 'that', 'denial'],
      ['One', 'the warning had gone to an old mailing list'],
      ['One', 'I found it in March', 'quote'],
      ['One', 'In my junk folder.', 'quote'],
      ['Quarry Institute', 'he was invented by a contractor'],
      ['Sunniva Lode', 'We can say what the machine did', 'quote'],
      ['Sunniva Lode', 'Who paid for it is another matter.', 'quote'],
      ['embassy', 'the suggestion of state involvement as “a fantasy', 'denial'],
      ['embassy', 'We have nothing further to say.', 'quote'],
      ['Philip Cray', 'the idea that the university was careless', 'denial'],
    ],
  },
  {
    style: 'trade site, second round',
    held: false,
    second: true,
    text: `Ransomware crew leaks files of logistics giant Ferrol Freight

A ransomware gang that calls itself NightLedger has published 80GB of data it says it stole from Ferrol Freight, BleepWatch has learned.

Ferrol confirmed the incident in a filing with the exchange on Monday, but said operations were not affected.

"We have no indication that customer payment data was accessed," the company told BleepWatch in an emailed statement.

That contradicts what NightLedger wrote on its site: "Cards, passports, everything."

Security researcher Kofi Mensah-Brandt, who reviewed a sample, said he found scans of at least 200 passports. "The company should be honest about this," Mensah-Brandt wrote on Chirper.

A Ferrol spokesperson disputed the researcher's findings, calling them "premature," and declined to answer further questions.

Threat intelligence company Orlop says NightLedger is a rebrand of an older crew, SaltWire. Others are not so sure: "Shared code is not shared people," noted Ines Calado of Quay Security.

NightLedger denies any link to SaltWire. Per Orlop's report, both groups used the same negotiation template.`,
    said: [
      ['Ferrol', 'the incident in a filing with the exchange'],
      ['Ferrol', 'operations were not affected', 'denial'],
      ['Ferrol', 'We have no indication that customer payment data was accessed', 'denied quote'],
      ['NightLedger', 'Cards, passports, everything.', 'quote'],
      ['Kofi Mensah-Brandt', 'he found scans of at least 200 passports'],
      ['Kofi Mensah-Brandt', 'The company should be honest about this', 'quote'],
      ['Ferrol spokesperson', "the researcher's findings", 'denial'],
      ['Ferrol spokesperson', 'them "premature'],
      ['Orlop', 'NightLedger is a rebrand of an older crew'],
      ['Ines Calado', 'Shared code is not shared people', 'quote'],
      ['NightLedger', 'any link to SaltWire', 'denial'],
      ['Orlop', 'both groups used the same negotiation template'],
    ],
  },
  {
    style: 'regional daily, second round',
    held: false,
    second: true,
    text: `The superintendent of the Tamarack school district apologized Monday night for what she called "a painful week" after the private emails of three board members were mailed to parents.

"This should never have happened, and I own that," Superintendent Gwen Lafferty told a packed gymnasium. "You deserve answers."

Board president Ron Echols said he learned of the leak from his neighbor. He said he has not ruled out resigning.

"I've got nothing to hide," Echols said, "but my family has had enough."

Parent Marisol Vega, whose two sons attend Tamarack High, said she was more troubled by what the emails said than by how they got out.

"They called us 'the loud ones,'" Vega said. "I guess we are."

Sheriff's deputies are investigating. Sheriff Tom Radcliffe said the envelopes were postmarked in another county, though he cautioned against drawing conclusions.

The district's technology director, Bao Nguyen, has told investigators that he did not have access to the accounts. His attorney did not return a phone call seeking comment.

Echols and board member Patty Ruiz have both denied writing the most widely shared message. "That's not my email, and those aren't my words," Ruiz said.`,
    said: [
      ['Gwen Lafferty', 'This should never have happened, and I own that', 'quote'],
      ['Gwen Lafferty', 'You deserve answers.', 'quote'],
      ['Ron Echols', 'he learned of the leak from his neighbor'],
      ['Ron Echols', 'he has not ruled out resigning'],
      ['Ron Echols', "I've got nothing to hide", 'quote'],
      ['Ron Echols', 'but my family has had enough.', 'quote'],
      ['Marisol Vega', 'she was more troubled by what the emails said'],
      ['Marisol Vega', "They called us 'the loud ones,'", 'quote'],
      ['Marisol Vega', 'I guess we are.', 'quote'],
      ['Tom Radcliffe', 'the envelopes were postmarked in another county'],
      ['Bao Nguyen', 'he did not have access to the accounts', 'denial'],
      ['Echols', 'writing the most widely shared message', 'denial'],
      ['Patty Ruiz', "That's not my email, and those aren't my words", 'denied quote'],
    ],
  },
  {
    style: 'wire service, third round',
    held: true,
    third: true,
    text: `VALE CITY (Example Wire) — Hackers broke into the servers of the national weather service and deleted a week of forecasts, the interior ministry said on Sunday.

Interior Minister Sofia Brandl told state radio the attack was “amateurish but rude”. She said nobody was in danger.

The opposition Reform Union called for her resignation. “A government that cannot guard a thermometer cannot guard a border,” its leader, Emil Kos, said at a rally.

Brandl’s ministry later rejected reports that the attackers had demanded money. “No demand was received,” it said in a statement.

A group known as Hail Mary claimed on its channel that it had acted alone. The claim could not be independently verified.

Vera Lindt, an analyst with the consultancy Northlight, said the group had never existed before Friday. “The name is a week old,” Lindt said. “The code is not.”

Asked if a neighbouring state was to blame, Brandl said: “I will not speculate.”`,
    said: [
      ['interior ministry', 'Hackers broke into the servers of the national weather service'],
      ['Sofia Brandl', 'the attack was “amateurish but rude”'],
      ['Sofia Brandl', 'nobody was in danger'],
      ['Emil Kos', 'A government that cannot guard a thermometer cannot guard a border', 'quote'],
      ['ministry', 'reports that the attackers had demanded money', 'denial'],
      ['ministry', 'No demand was received', 'denied quote'],
      ['Hail Mary', 'it had acted alone'],
      ['Vera Lindt', 'the group had never existed before Friday'],
      ['Vera Lindt', 'The name is a week old', 'quote'],
      ['Vera Lindt', 'The code is not.', 'quote'],
      ['Sofia Brandl', 'I will not speculate.', 'quote'],
    ],
  },
  {
    style: 'local radio site, third round',
    held: true,
    third: true,
    text: `School trust "sorry" after parents' details emailed to stranger

A school trust has apologised after a list of parents' phone numbers was sent to the wrong address.

Oakhanger Trust said the email was meant for a catering firm. "Human error" was to blame, it said.

Chief executive Ruth Bellamy said: "We let families down. A member of staff typed one wrong letter."

Father-of-three Wayne Okoro said he had received two strange calls since. "They knew my daughter's name," he told Radio Fenway.

The trust disputes that the calls are linked to the email.

Data protection solicitor Imran Shah said parents could be entitled to compensation, but warned that claims take time.

The Information Office confirmed that it had received a report and was making enquiries.

Councillor Beryl Nunn, whose grandson attends the school, described the mistake as "hopeless". She added that she would raise it at the next meeting.`,
    said: [
      ['Oakhanger Trust', 'the email was meant for a catering firm'],
      ['Oakhanger Trust', '"Human error" was to blame'],
      ['Ruth Bellamy', 'We let families down. A member of staff typed one wrong letter.', 'quote'],
      ['Wayne Okoro', 'he had received two strange calls since'],
      ['Wayne Okoro', "They knew my daughter's name", 'quote'],
      ['trust', 'the calls are linked to the email', 'denial'],
      ['Imran Shah', 'parents could be entitled to compensation'],
      ['Imran Shah', 'claims take time'],
      ['Information Office', 'it had received a report'],
      ['Beryl Nunn', 'the mistake as "hopeless"'],
      ['Beryl Nunn', 'she would raise it at the next meeting'],
    ],
  },
]
