import type { Article } from './newsroom-articles.test.data.ts'

/**
 * Written when the rules stood, and measured once before anything was changed for them: of the first six recall .831 and
 * the speaker right in .763 of what was found, in styles the rules had not met. Everything in them is invented.
 */
export const NEVER_SEEN_ARTICLES: readonly Article[] = [
  {
    style: 'wire agency with a dateline and credits',
    held: true,
    text: `Regulator fines ferry operator Norda over stolen passenger lists

KASTEL, Jan 22 (Example Wire) - Norda Ferries was fined 2.1 million marks on Wednesday for failing to protect the data of some 90,000 passengers, the country's data regulator said, in the largest such penalty to date.

The watchdog said in its decision that Norda had stored passport scans on a server without a password. Norda, which operates 14 vessels, said it would appeal.

"We regret what happened, but the amount bears no relation to the facts," Chief Executive Ulrike Stenmark said in a statement. She added that no passenger had reported a loss.

Shares in Norda fell 3% in early trading.

The breach came to light in March when a group calling itself Low Tide offered the lists for sale. Low Tide has said it bought the data from a former Norda employee, a claim the company rejects.

Two people with knowledge of the matter told Example Wire that the server had been set up by a contractor, Halyard IT. Halyard did not immediately respond to a request for comment.

"It was an open door, not a break-in," one of the people said.

Transport Minister Pavel Horak, speaking on the sidelines of a conference in Kastel, called the ruling "a warning shot" for the industry. He stopped short of saying whether the operator's licence was at risk.

Consumer group Fair Passage, which filed the complaint, welcomed the decision but said the fine should have been higher.

Norda denies that it knew of the server before March.

(Reporting by Ines Marl; Editing by Tom Brack)`,
    said: [
      ['data regulator', 'Norda Ferries was fined 2.1 million marks on Wednesday'],
      ['watchdog', 'Norda had stored passport scans on a server'],
      ['Norda', 'it would appeal'],
      ['Ulrike Stenmark', 'We regret what happened, but the amount bears no relation to the facts', 'quote'],
      ['Ulrike Stenmark', 'no passenger had reported a loss'],
      ['Low Tide', 'it bought the data from a former Norda employee'],
      ['company', 'a claim', 'denial'],
      ['Two people', 'the server had been set up by a contractor'],
      ['people', 'It was an open door, not a break-in', 'quote'],
      ['Pavel Horak', 'the ruling "a warning shot"'],
      ['Fair Passage', 'the fine should have been higher'],
      ['Norda', 'it knew of the server before March', 'denial'],
    ],
  },
  {
    style: 'tabloid, show business',
    held: true,
    text: `EXCLUSIVE: DANCE STAR'S TEARS OVER LEAKED TEXTS

Dance Off! judge Bruno Castell broke down yesterday as he told how hackers "ripped my life open".

The telly favourite, 51, sobbed: "They've got everything. My mum's hospital letters. Everything."

Bruno — famous for his glittery waistcoats — says he first knew something was wrong when his agent rang at 5am.

"She goes, 'Have you seen it?' and I'm like, 'Seen what?'" he told us from his seafront flat.

Pals say the star suspects a jealous rival. One said last night: "Bruno has a name in mind. He won't say it out loud."

But dance partner Tilly Marsh, 34, hit back at the whispers, insisting: "It wasn't me and I can prove where I was."

Her rep told The Daily Sample: "Any suggestion Tilly was involved is a total lie."

TV chiefs are said to be furious. A network insider revealed bosses had ordered staff to hand over their phones.

Meanwhile, cops have quizzed a man of 22 from Dunmere over the hack. A police source confirmed: "He's been bailed until May."

Tech guru Raj Pillai reckons the crooks guessed Bruno's password. "It was his dog's name," he laughed. "It's ALWAYS the dog's name."

The show's spokesman declined to comment, but added that viewers should "keep dancing".`,
    said: [
      ['Bruno', 'hackers "ripped my life open'],
      ['Bruno', "They've got everything. My mum's hospital letters. Everything.", 'quote'],
      ['Bruno', 'he first knew something was wrong'],
      ['Bruno', "She goes, 'Have you seen it?' and I'm like, 'Seen what?'", 'quote'],
      ['Pals', 'the star suspects a jealous rival'],
      ['One', "Bruno has a name in mind. He won't say it out loud.", 'quote'],
      ['Tilly Marsh', "It wasn't me and I can prove where I was.", 'denied quote'],
      ['rep', 'Any suggestion Tilly was involved is a total lie.', 'denied quote'],
      ['insider', 'bosses had ordered staff to hand over their phones'],
      ['police source', "He's been bailed until May.", 'quote'],
      ['Raj Pillai', "the crooks guessed Bruno's password"],
      ['Raj Pillai', "It was his dog's name", 'quote'],
      ['Raj Pillai', "It's ALWAYS the dog's name.", 'quote'],
      ['spokesman', 'viewers should "keep dancing'],
    ],
  },
  {
    style: 'live blog with key events',
    held: true,
    text: `Airport shutdown live: flights resume after hack halts departures

Key events
• Flights resume at Marrow Airport after nine hours
• Minister: no sign of a foreign state
• Union says staff were told nothing

19.06 GMT
Airport boss: 'we were not warned'

The airport's chief operating officer, Delphine Roux, has been speaking to reporters outside terminal two. She says the attackers "knew exactly which screen to hit". Asked if the airport had been warned, she replied: "No. Not by anyone."

18.40 GMT
The airline Skylark says 61 of its flights have been cancelled. It is advising passengers not to travel to the airport.

18.22 GMT
Here is the full statement from the National Cyber Centre: "We are supporting Marrow Airport. We have seen no evidence that passenger data was taken."

17.59 GMT
Our transport correspondent, Gil Warren, writes:
The system that failed is called Beltway. Two engineers I have spoken to say it had not been updated since 2019.

17.30 GMT
Transport minister Ada Voss tells the Commons there is "no sign whatsoever" of a foreign state. Opposition MPs shout "resign".

16.45 GMT
Amir Saleh, who was due to fly to his sister's wedding, tweets: "Nine hours on a floor. Nobody has told us a thing."

16.10 GMT
The ground staff union denies reports that its members walked out. "They were sent home," a union official told the agency Sample Press.

15.42 GMT
The hacking group Brass Monkey appears to claim credit. A post on its channel says: "We did this in an afternoon." Security experts say the post should be treated with caution.`,
    said: [
      ['Minister', 'no sign of a foreign state'],
      ['Union', 'staff were told nothing'],
      ['Airport boss', 'we were not warned', 'quote'],
      ['Delphine Roux', 'the attackers "knew exactly which screen to hit'],
      ['Delphine Roux', 'No. Not by anyone.', 'quote'],
      ['Skylark', '61 of its flights have been cancelled'],
      [
        'National Cyber Centre',
        'We are supporting Marrow Airport. We have seen no evidence that passenger data was taken.',
        'denied quote',
      ],
      ['engineers', 'it had not been updated since 2019'],
      ['Ada Voss', 'there is "no sign whatsoever" of a foreign state'],
      ['Amir Saleh', 'Nine hours on a floor. Nobody has told us a thing.', 'quote'],
      ['union', 'reports that its members walked out', 'denial'],
      ['union official', 'They were sent home', 'quote'],
      ['post', 'We did this in an afternoon.', 'quote'],
      ['experts', 'the post should be treated with caution'],
    ],
  },
  {
    style: 'interview as questions and answers',
    held: true,
    text: `'I would call it a burglary with a library card'

Five questions for Henrike Aalto, who led the inquiry into the theft of the Nordhavn archive

Henrike Aalto spent two years finding out how 40,000 pages left a locked reading room. Her report was published on Monday.

Q: Your report names nobody. Why?

A: Because I was asked how, not who. The police were asked who.

Q: The ministry says the thief came from outside. You seem less sure.

A: The ministry is entitled to its opinion. I found no trace of anybody from outside. I found eleven keys where there should have been four.

Q: Were you put under pressure?

A: By the ministry, never. By journalists, every day.

Q: The former director, Paul Enger, has said you never spoke to him.

A: That's wrong. We met twice, on 3 and 9 February. He brought his lawyer.

Q: What would you call it, then?

A: A burglary with a library card.

Enger told this magazine after publication that the two meetings "were about other matters". The ministry stands by its account.`,
    said: [
      ['Aalto', 'Because I was asked how, not who.', 'quote'],
      ['Aalto', 'The police were asked who.', 'quote'],
      ['Aalto', 'The ministry is entitled to its opinion.', 'quote'],
      ['Aalto', 'I found no trace of anybody from outside.', 'quote'],
      ['Aalto', 'I found eleven keys where there should have been four.', 'quote'],
      ['Aalto', 'By the ministry, never.', 'quote'],
      ['Aalto', 'By journalists, every day.', 'quote'],
      ['Aalto', "That's wrong.", 'denied quote'],
      ['Aalto', 'We met twice, on 3 and 9 February.', 'quote'],
      ['Aalto', 'He brought his lawyer.', 'quote'],
      ['Aalto', 'A burglary with a library card.', 'quote'],
      ['Enger', 'the two meetings "were about other matters'],
    ],
  },
  {
    style: 'transcript of a broadcaster',
    held: true,
    text: `TRANSCRIPT: "The Late Hour", Radio Coastal, 7 October

PRESENTER (MARA ELLIS): Good evening. The Treasury has confirmed tonight that a draft of the budget was emailed to a stranger. Our political editor, Jonah Price, is with me. Jonah, how bad is it?

PRICE: Well, Mara, it's bad. The Treasury says it was one official and one wrong key. But I've spoken to two former permanent secretaries who say that could not happen by accident.

ELLIS: And what does the chancellor say?

PRICE: She was asked about it this afternoon. Here she is.

(Clip begins)

CHANCELLOR RUTH ADEYEMI: I have ordered a full review. Nobody's job is safe until I know the facts.

(Clip ends)

ELLIS: We can speak now to the shadow chancellor, Neil Corrigan. Mr Corrigan, should she resign?

CORRIGAN: She should publish the email. That's all I ask.

ELLIS: Did somebody send it to your office?

CORRIGAN: Absolutely not. We haven't seen a single page of it.

ELLIS: Thank you. A spokesman for the Treasury told us the recipient had deleted the email. That's all from us.`,
    said: [
      ['Treasury', 'a draft of the budget was emailed to a stranger'],
      ['Price', "Well, Mara, it's bad.", 'quote'],
      ['Treasury', 'it was one official and one wrong key'],
      ['permanent secretaries', 'that could not happen by accident'],
      ['Adeyemi', 'I have ordered a full review.', 'quote'],
      ['Adeyemi', "Nobody's job is safe until I know the facts.", 'quote'],
      ['Corrigan', 'She should publish the email.', 'quote'],
      ['Corrigan', "That's all I ask.", 'quote'],
      ['Corrigan', 'Absolutely not.', 'denied quote'],
      ['Corrigan', "We haven't seen a single page of it.", 'denied quote'],
      ['spokesman for the Treasury', 'the recipient had deleted the email'],
    ],
  },
  {
    style: 'press release of a company with a denial in it',
    held: true,
    text: `PRESS RELEASE
For immediate release

Castellan Foods statement on recent media reports

Ostrow, 12 May – Castellan Foods plc ("Castellan" or "the Company") notes recent media speculation regarding the alleged disclosure of supplier contracts.

The Company wishes to state clearly that its systems were not breached. It categorically rejects the allegation, made in an anonymous email to three newspapers on 9 May, that senior management instructed staff to delete records.

Commenting on the reports, Castellan's Chair, Dame Philippa Orr, said: "These documents did not come from us. Some of them have never existed."

Chief Information Officer Teodor Lang added: "We brought in outside experts within a day. They found nothing, and we have told the regulator so."

The outside experts, Quayside Forensics, confirmed that the file names in the leaked set do not match those used by Castellan.

As previously announced, a former supplier, Brook & Daughters, alleges that its prices were passed to a competitor. Castellan believes the claim to be without merit and will defend it vigorously.

The Company reminds shareholders that it does not comment on market rumours.

- ENDS -

For further information, please contact: press office, +00 0000 000.

Castellan Foods makes breakfast cereals in six countries. According to an independent survey, it is the most trusted brand in its category.`,
    said: [
      ['Castellan', 'its systems were not breached', 'denial'],
      ['Castellan', 'the allegation', 'denial'],
      [
        'Philippa Orr',
        'These documents did not come from us. Some of them have never existed.',
        'denied quote',
      ],
      [
        'Teodor Lang',
        'We brought in outside experts within a day. They found nothing, and we have told the regulator so.',
        'quote',
      ],
      ['Quayside Forensics', 'the file names in the leaked set do not match'],
      ['Brook & Daughters', 'its prices were passed to a competitor'],
      ['Castellan', 'the claim to be without merit', 'denial'],
      ['survey', 'it is the most trusted brand'],
    ],
  },
  // Measured once after the rules were changed for those above, and before they were changed for these: recall .893, speaker .800.
  {
    style: 'wire agency, after the first changes',
    held: true,
    text: `Hospital group says patient files copied in weekend attack

DUNHALLOW, May 6 (Example Wire) - St. Orrin Hospitals, the region's largest care provider, said on Monday that intruders had copied files from its radiology department over the weekend.

The group, which treats about 400,000 patients a year, said emergency rooms had remained open. It declined to say whether a ransom had been demanded.

"We are deeply sorry," Chief Executive Maeve Tolland told a news conference. "We will contact everyone whose images were taken."

The regional health minister, Rafe Lindqvist, rejected calls for his resignation. He said his ministry had paid for new firewalls in 2024 and blamed the previous government for the state of the network.

Opposition lawmaker Greta Vance, who chairs the health committee, called that claim "a fairy tale".

"I have the invoices," she said. "They are for office chairs."

A person familiar with the investigation said the intruders had used the password of a contractor, and that the password had not been changed for six years.

MediScan Ltd, the contractor, said in an emailed statement that none of its staff had shared credentials. Its lawyer, Hugo Pell, added that the company would sue anyone who suggested otherwise.

The group Pale Ibis, which posted ten scans online on Sunday, wrote: "Pay or the rest follows."

Police have not commented.`,
    said: [
      ['St. Orrin Hospitals', 'intruders had copied files'],
      ['St. Orrin', 'emergency rooms had remained open'],
      ['Maeve Tolland', 'We are deeply sorry', 'quote'],
      ['Maeve Tolland', 'We will contact everyone whose images were taken.', 'quote'],
      ['Rafe Lindqvist', 'calls for his resignation', 'denial'],
      ['Rafe Lindqvist', 'his ministry had paid for new firewalls'],
      ['Lindqvist', 'the previous government'],
      ['Greta Vance', 'that claim "a fairy tale'],
      ['Vance', 'I have the invoices', 'quote'],
      ['Vance', 'They are for office chairs.', 'quote'],
      ['person familiar', 'the intruders had used the password'],
      ['person familiar', 'the password had not been changed'],
      ['MediScan', 'none of its staff had shared credentials', 'denial'],
      ['Hugo Pell', 'the company would sue'],
      ['Pale Ibis', 'Pay or the rest follows.', 'quote'],
    ],
  },
  {
    style: 'regional paper, after the first changes',
    held: true,
    text: `'I thought it was my boss', says bookkeeper who paid £40k to fraudsters

A bookkeeper has told how she sent £40,000 of a village school's money to fraudsters after an email that seemed to come from the head teacher.

Janice Orme, who has kept the books at Little Fenwick Primary for 19 years, said she had no reason to doubt it. "It even had his daft sign-off," she told the Fenwick Echo.

Head teacher Colin Batty said his account had been broken into while he was on a school trip. He added: "Janice is not to blame. I won't hear a word against her."

Chair of governors Sunita Rao confirmed the bank had recovered £12,000 so far. The rest, she said, was "probably gone for good".

But parent Kev Dolan, 38, wasn't impressed. "My lad's class has got no glue sticks," he said. "And now this."

According to Fenwickshire Police, three other schools have been targeted since Easter. DC Louise Hart urged anyone who gets such a message to pick up the phone.

Thorn Bank denied that it had been slow to act. A spokesman said: "We froze the account within the hour."

The council said it was aware of the incident but could not comment further.`,
    said: [
      ['bookkeeper', 'she sent £40,000'],
      ['Janice Orme', 'she had no reason to doubt it'],
      ['Janice Orme', 'It even had his daft sign-off', 'quote'],
      ['Colin Batty', 'his account had been broken into'],
      ['Colin Batty', "Janice is not to blame. I won't hear a word against her.", 'quote'],
      ['Sunita Rao', 'the bank had recovered £12,000'],
      ['Rao', 'The rest'],
      ['Kev Dolan', "My lad's class has got no glue sticks", 'quote'],
      ['Kev Dolan', 'And now this.', 'quote'],
      ['Fenwickshire Police', 'three other schools have been targeted'],
      ['Thorn Bank', 'it had been slow to act', 'denial'],
      ['spokesman', 'We froze the account within the hour.', 'quote'],
      ['council', 'it was aware of the incident'],
    ],
  },
  // The same again, for these: recall .893, the speaker right in .920 of what was found.
  {
    style: 'wire agency, third sample',
    held: true,
    text: `Tax office suspends portal after drafts surface online

VELMORE, Sept 30 (Example Wire) - Velmore's tax office took its online portal down on Tuesday after draft assessments of several celebrities appeared on a file-sharing site, officials said.

Finance Minister Otto Brenn told parliament that the leak was "serious but contained". He said fewer than 200 files were involved.

Shadow finance minister Lea Marquand disputed the figure, saying her office had counted more than 1,000.

"Either the minister cannot count or he hopes that we cannot," Marquand told reporters outside the chamber.

The tax workers' union, which represents 9,000 staff, said its members had warned of weak passwords since 2023. Union president Ivo Stahl called for an independent inquiry.

Two senior officials, speaking on condition of anonymity, said suspicion had fallen on a former employee. One of them said the man had kept his access card.

The former employee, reached by telephone, denied any involvement. "I have not set foot in that building for a year," he said.

Singer Bea Lund, whose assessment was among the files, said she would sue. Her manager described the leak as "a burglary of the soul".

The file-sharing site said it had removed the documents and that it was cooperating with police.`,
    said: [
      ['officials', 'Velmore'],
      ['Otto Brenn', 'the leak was "serious but contained'],
      ['Otto Brenn', 'fewer than 200 files were involved'],
      ['Lea Marquand', 'the figure', 'denial'],
      ['Lea Marquand', 'her office had counted more than 1,000'],
      ['Marquand', 'Either the minister cannot count or he hopes that we cannot', 'quote'],
      ['union', 'its members had warned of weak passwords'],
      ['officials', 'suspicion had fallen on a former employee'],
      ['officials', 'the man had kept his access card'],
      ['former employee', 'any involvement', 'denial'],
      ['former employee', 'I have not set foot in that building for a year', 'quote'],
      ['Bea Lund', 'she would sue'],
      ['manager', 'the leak as "a burglary of the soul'],
      ['file-sharing site', 'it had removed the documents'],
      ['file-sharing site', 'it was cooperating with police'],
    ],
  },
  {
    style: 'magazine on the web, third sample',
    held: true,
    text: `Why did the museum's emails end up on a fan forum?

The Marrow Museum admits it still does not know. “We have hired people who are cleverer than us,” says its director, Fenella Gould, with a shrug.

What is known is this. On 2 May somebody calling themselves “Ushabti” posted 3,000 emails to a forum for collectors of Egyptian amulets. Ushabti claimed to be a former guard.

Gould doubts it. “Our guards don't have mailboxes,” she points out.

Forum moderator Dinesh Pal says he deleted the thread within minutes. “I collect amulets,” he told me. “I don't collect lawsuits.”

A curator, who asked to remain anonymous, believes the emails came from a laptop left on a train. The museum strongly denies that any laptop was lost.

Meanwhile the culture department insists there is no cause for alarm. In a letter seen by this magazine, permanent secretary Hal Dorrit writes that the emails contain “nothing a visitor could not guess”.

Not everybody is so relaxed. Security consultant Mina Oyelowo warns that the messages include alarm codes. “Change them tonight,” she advises.`,
    said: [
      ['Marrow Museum', 'it still does not know'],
      ['Fenella Gould', 'We have hired people who are cleverer than us', 'quote'],
      ['Ushabti', 'to be a former guard'],
      ['Gould', "Our guards don't have mailboxes", 'quote'],
      ['Dinesh Pal', 'he deleted the thread within minutes'],
      ['Dinesh Pal', 'I collect amulets', 'quote'],
      ['Dinesh Pal', "I don't collect lawsuits.", 'quote'],
      ['curator', 'the emails came from a laptop'],
      ['museum', 'any laptop was lost', 'denial'],
      ['culture department', 'there is no cause for alarm'],
      ['Hal Dorrit', 'the emails contain “nothing a visitor could not guess'],
      ['Mina Oyelowo', 'the messages include alarm codes'],
      ['Mina Oyelowo', 'Change them tonight', 'quote'],
    ],
  },
]
