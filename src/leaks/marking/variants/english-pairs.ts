/**
 * Words and phrases of English that can stand for each other in most sentences; the author judges each one. `|` goes
 * both ways, `>` only from left to right. Written for this program. British and American spelling are no pairs: a text
 * that mixes them looks wrong, and one that does not would be marked everywhere at once.
 */
export const ENGLISH_PAIRS: readonly string[] = `
in order to > to
so as to > to
as well as > and
along with | together with
concerning > about
difficult > hard
people > persons
initial > first
make use of > use
makes use of > uses
made use of > used
is able to > can
are able to > can
was able to > could
were able to > could
via > through
upon > on
more than > over
less than > under
as soon as > once
because > since
whole | entire
easy > simple
seem to | appear to
seems likely | appears likely
last month | the past month
slightly > a little
so far | up to now
once again | again
first of all > first
straight away | at once
a few > several
lots of > many
a lot of > much
begin > start
begins | starts
began | started
help | assist
helps | assists
helped | assisted
need to | have to
needs to | has to
needed to | had to
buy | purchase
bought | purchased
get > obtain
obtain | receive
obtained | received
show | demonstrate
shows | demonstrates
showed | demonstrated
allow | permit
allows | permits
allowed | permitted
require | need
requires | needs
required > needed
try to | attempt to
tried to | attempted to
ensure | make sure
ensures | makes sure
ensured | made sure
select | choose
selected | chosen
reduce > lower
reduced | lowered
reducing | lowering
ended > finished
completed | finished
happen | occur
happens | occurs
happened | occurred
seems to | appears to
seemed to | appeared to
ask for | request
asked for | requested
asks for | requests
discussed | talked about
consider | look at
look into | investigate
looked into | investigated
looking into | investigating
set up | establish
carry out | perform
carried out | performed
carrying out | performing
put off | postpone
point out > note
pointed out > noted
keep | retain
kept | retained
explain | set out
explained | set out
mention | refer to
mentioned | referred to
mentions | refers to
get in touch with | contact
take part in | participate in
took part in | participated in
deal with | handle
dealt with | handled
dealing with | handling
build | construct
built | constructed
gather | collect
gathered | collected
gathering | collecting
rely on | depend on
relies on | depends on
relied on | depended on
expect to | plan to
speed up | accelerate
grew | increased
grow | increase
fell | dropped
fall | drop
rise | increase
rose | increased
almost | nearly
also | additionally
often | frequently
usually | normally
mainly | mostly
chiefly | mainly
primarily | mainly
especially | particularly
perhaps | possibly
quickly | rapidly
currently | at present
at the moment | at present
soon | shortly
later | afterwards
previously > before
recently | lately
immediately | at once
at once | right away
finally | in the end
fully | completely
entirely | completely
totally | entirely
largely | mostly
clearly | plainly
simply | merely
only | just
just | merely
roughly | approximately
approximately | about
regularly | routinely
carefully | with care
exactly | precisely
together | jointly
as yet | so far
every year | each year
every month | each month
every week | each week
every day | each day
big | large
main | principal
chief | principal
important | significant
significant | considerable
considerable | substantial
sufficient | adequate
enough | sufficient
rapid | fast
different | distinct
various | several
several | a number of
numerous | many
further | additional
additional | extra
extra > more
possible | feasible
useful | helpful
common | widespread
separate | distinct
suitable | appropriate
current | existing
previous | earlier
upcoming | coming
broad | wide
task | job
tasks | jobs
aim | goal
aims | goals
goal | objective
goals | objectives
answer | reply
answers | replies
error | mistake
errors | mistakes
method | approach
methods | approaches
result | outcome
results | outcomes
chance | opportunity
chances | opportunities
staff | employees
colleagues | co-workers
area | field
areas | fields
advice | guidance
worry | concern
worries | concerns
cost | expense
costs | expenses
meeting | session
meetings | sessions
choice | option
choices | options
start of | beginning of
end of | close of
due to | because of
owing to | because of
as a result of | because of
prior to > before
subsequent to | after
in the course of > during
until | till
although | though
though | even though
while | whereas
provided that | as long as
therefore | thus
thus | hence
consequently | as a result
accordingly | therefore
however | nevertheless
nevertheless | nonetheless
moreover | furthermore
furthermore | in addition
in addition | additionally
besides | in addition
for example | for instance
in particular | above all
in general | as a rule
on the whole | by and large
in spite of | despite
with regard to | regarding
regarding | concerning
in relation to | in connection with
with respect to | as regards
instead of | rather than
in accordance with | in line with
among | amongst
while | whilst
toward | towards
each other | one another
whether | whether or not
all of the | all the
both of the | both the
at least | no less than
at most | no more than
not only > not just
no longer | not any more
by means of | through
throughout | all through
for the time being | for now
in the meantime | meanwhile
on time | punctually
on average | typically
to some extent | in part
partly | in part
in fact | indeed
of course | naturally
as a whole | overall
once again | again
once more | again
in the future | in future
take into account | consider
`
  .trim()
  .split('\n')

/** Longer and shorter forms of the same words; typographic apostrophes are read as straight ones. */
export const ENGLISH_CONTRACTIONS: readonly string[] = `
do not | don't
does not | doesn't
did not | didn't
is not | isn't
are not | aren't
was not | wasn't
were not | weren't
has not | hasn't
have not | haven't
had not | hadn't
will not | won't
would not | wouldn't
could not | couldn't
should not | shouldn't
cannot | can't
it is | it's
that is | that's
there is | there's
we are | we're
they are | they're
you are | you're
we have | we've
they have | they've
we will | we'll
they will | they'll
it will | it'll
I am | I'm
I have | I've
I will | I'll
let us | let's
`
  .trim()
  .split('\n')

/** With and without a hyphen, or as one word. */
export const ENGLISH_HYPHENS: readonly string[] = `
email | e-mail
emails | e-mails
ongoing | on-going
cooperate | co-operate
cooperation | co-operation
coordinate | co-ordinate
coordinated | co-ordinated
coordination | co-ordination
website | web site
websites | web sites
onsite | on-site
offsite | off-site
online | on-line
offline | off-line
long-term | long term
short-term | short term
decision-making | decision making
day-to-day | day to day
face-to-face | face to face
year-end | year end
part-time | part time
full-time | full time
nonprofit | non-profit
policymakers | policy-makers
policymaker | policy-maker
fundraising | fund-raising
well-being | wellbeing
cost-effective | cost effective
up-to-date | up to date
follow-up | follow up
proofread | proof-read
`
  .trim()
  .split('\n')
