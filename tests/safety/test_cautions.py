"""What calls for a line of care, and what sounds like it and doesn't: one message a line."""

import time

import pytest

from bot.safety.triage import DangerDetector

OPIOIDS = """
my dentist gave me norcos for three days, is that a problem with ldn
i take perc 10s for my hip
tylenol 3 twice a day since the accident
tylenol with codeine and ldn together?
on bupe 8mg, want to begin naltrexone low dose
been taking subs since january
im on my subs still
brixadi shot every month
sublocade injection last week
belbuca film twice a day
butrans 10 plus ldn?
nucynta er, do i need a break first
does stadol nasal spray clash with this
nubain during labor years ago
opana was replaced by morphine
ms contin 30 mg morning and night
my mother has a fentanyl patch
the pain patch says duragesic
dsuvia under the tongue after my operation last year
i drink kratom tea daily
7-oh tablets from the smoke shop
took 7 hydroxymitragynine yesterday
hydros from an old back injury
popping blues on weekends
i sip lean with friends sometimes
those feel free tonics from the gas station
taking feel frees every afternoon
zaza pills, tianeptine i think
tussionex for my cough
hydromet syrup and ldn ok?
lorcet or lortab, what is safer with it
oxicodona para mi espalda y ldn
tomo metadona, puedo empezar ldn
mi papa usa parches para el dolor
the methadone clinic wants to know about ldn
prescribed ultracet, should i wait
oxycodne 5 mg at night
is talwin a trouble here
meperidina en el hospital
i get strong pain meds from pain management
""".strip().splitlines()

NO_OPIOIDS = """
is ldn an opioid
is it a narcotic
isnt naltrexone a kind of painkiller
so this is not an opiate right
does ldn contain opioids
es la naltrexona un opioide
how does it act on opioid receptors
which receptor does naltrexone block
what is an opioid antagonist
opioid growth factor and ldn
is naloxone the same thing as naltrexone
i carry narcan in my bag
vivitrol shot versus ldn
imodium for my stomach and ldn
i listen to the blues at night
we play blues every friday
my steak was very lean
lean meat and vegetables with it?
please feel free to call me back
feel free to leave it at the door
i want subs for lunch
my youtube subs asked about ldn
sub lingual drops of ldn
my t3 and t4 are low, thyroid is weird
three tablets of tylenol
tylenol 3 times a day with ldn
my dog roxy is fine
hi, this is roxy, what are your hours
did you see the vikes game
right smack in the middle of town
smack talk from my brother
lidocaine pain patch on my shoulder and ldn
nicotine patch and ldn
can i take ibuprofen with ldn
advil or aleve, what is better
armour thyroid and ldn at once
alli for weight loss and ldn
can you deliver to percy street
norcross georgia, do you ship there
oxyclean got the stain out
how long until the endorphins rise
what is codependency
""".strip().splitlines()

PREGNANCY = """
i could be pregnant
we are trying for a baby
ttc for a year now
im 8 weeks along
got a positive test this morning
positive pregnancy test, keep taking it?
two pink lines on the stick
im pumping at work, does it get into milk
exclusively pumping for my son
nursing a newborn and want ldn
my baby is breastfed
she breastfeeds our twins
starting ivf next cycle
embryo transfer is on friday
does ldn help fertility
im ovulating and want to conceive
my wife is expecting
expecting our second in june
first trimester, what dose
third trimester back pain
i had a miscarriage in may, trying again
just gave birth, when may i start again
postpartum and exhausted, is ldn fine
we want to have a baby soon
planning to start a family
thinking about having another baby
my period is late and im on ldn
is it bad for the fetus
chest feeding parent here, any data
milk supply dropped, is it the ldn
pregnent and on 3 mg
estoy embarazada de tres meses
quiero quedar embarazada
estoy dando pecho a mi hija
amamanto a mi bebe, puedo tomar ldn
buscando un bebe desde hace un año
preggo lady asking
i am nursing, not sure about the dose
prenatal vitamins and ldn together
my ob says im high risk, pregnancy of twins
""".strip().splitlines()

NO_PREGNANCY = """
im a nursing student with a question
i work in nursing
my mom lives in a nursing home
nursing school is stressful
the nursing staff gave me your number
nursing a beer while i read this
im nursing a hangover
nursing my husband back to health
when is my delivery
expecting a package from you today
i was expecting my refill yesterday
what results are you expecting
expecting a call from the pharmacist
a pregnant pause followed
my dog is pregnant, lol
im not pregnant or nursing, any other risks
i am not breastfeeding
my covid test came back positive
ana test positive, does ldn help
pumping iron at the gym
pumping gas right now, call you later
insulin pump and ldn
do you have a baby aspirin
baby steps with the dose
baby blue capsules, is that right
can i give it to my grown kids
my kids are with their dad
who conceived of this treatment
how long along the road are you
three months on ldn so far
weeks go by without a reply
try for a lower dose
trying to have patience
want to have a word with the pharmacist
formula of the capsule
is there milk sugar in it
labor day hours
born in 1970, am i too old
what trial was positive
milk thistle and ldn
""".strip().splitlines()

SURGERY = """
getting my gallbladder out on monday
they will put me under
going under the knife next month
wisdom teeth come out in july
c-section is planned for may
colonoscopy on thursday, stop ldn?
knee replacement in two weeks
hip replaced in march
anesthesia and low dose naltrexone
what do i tell the anesthetist
root canal this afternoon
dental extraction with ldn
they are pulling two teeth
having a tooth pulled tomorrow
epidural for my back on friday
spinal fusion scheduled
my hysterectomy is coming up
tonsils removed next week
hernia repair and ldn
cataract removal, do i skip a dose
twilight sedation for an endoscopy
ill be sedated for the scan
outpatient procedure on tuesday
i have a procedure next week
tummy tuck in the fall
boob job and ldn
lasik tomorrow
gastric sleeve patient here
pre op appointment asked about my medicines
post op day three
rotator cuff repair in spring
biopsy on monday
appendix out last night
anastesia and ldn?
surgry in ten days
me operan la semana que viene
cirugia de rodilla en junio
cesarea programada, dejo el ldn
me van a sacar la vesicula
muelas del juicio el viernes
""".strip().splitlines()

NO_SURGERY = """
my surgeon friend swears by ldn
my brother is a surgeon and likes it
the surgeon general says sleep more
her dad is a heart surgeon
what are your hours of operation
is this a legit operation
who runs your operation
times of operation on sunday
surgical masks for sale?
a tree surgeon came by
it isnt brain surgery
im under the weather
put it under my tongue
the pill knocks me out
ldn knocked me out for the night
benadryl puts me out
put me on hold again
i put out the trash
bypass the voicemail please
transfer my prescription
liver transplant list facts
my tooth hurts
brush my teeth before the dose
toothpaste with fluoride
knee pain and ldn
my hip hurts at night
does ldn help a bad back
thyroid nodules and ldn
kidney stones run in the family
breast pain as a side effect
whats the procedure to return it
refill procedure please
operate the app how
cut the capsule open
remove the cap with one hand
take out the desiccant first
stomach upset after the pill
section c of the form
the c in b12 c
open on labor day
""".strip().splitlines()

STOPPING = """
i threw out my zoloft
ran out of lexapro on sunday
im out of effexor since friday
swap prozac for ldn
can i swap my cymbalta for it
went cold turkey on paxil
cold turkey off wellbutrin
came off celexa in may
i quit zoloft
weaned off trintellix last month
weaning from venlafaxine with ldn
skipped my sertraline for weeks
havent taken my lexapro in days
missed pristiq for two weeks
i dont want to take zoloft anymore
no longer taking mirtazapine
want to be done with my antidepressant
is ldn a replacement, can it replace duloxetine
switching from fluoxetine to ldn
stop my happy pills and use this
tapering trazodone
dropped wellbutrin
ditching my ssri
flushed my amitriptyline down the toilet
get rid of my depression meds
brain zaps from stopping effexer
gave up on lexipro
instead of viibryd can i take ldn
discontinue nardil first?
off my antidepressants since easter
tossed my auvelity
take me off escitalopram
quiero dejar la sertralina
deje el antidepresivo
ldn en vez de fluoxetina
se me acabo la paroxetina
suspender el escitalopram
quitting luvox next week
can i go off spravato
i stopped remeron
""".strip().splitlines()

NO_STOPPING = """
drop my zoloft script here
can i drop off my lexapro prescription
dropping off a zoloft refill tomorrow
is zoloft ok with ldn
i take prozac, what about ldn
lexapro 20 mg and ldn
can antidepressants and ldn be combined
how long does zoloft stay in the body
why did wellbutrin not work
does zoloft quit working after years
ssri side effects
cancel my zoloft order
stop the autorefill of my lexapro
stop texting me about my zoloft
transfer my cymbalta to your pharmacy
switch pharmacies for my prozac
20 percent off zoloft
is there money off lexapro
i quit smoking with wellbutrin
stopped drinking while on lexapro
give up coffee with zoloft?
dont stop my zoloft, right
i would never stop my antidepressant
out of pocket cost of trintellix
is zoloft out of stock
when to stop ldn
i quit my job
stopped ibuprofen
ran out of ldn
threw out the empty box
swap the capsule for a liquid
skipped breakfast today
missed your call about ldn
cold turkey sandwich
came off the phone with you
off label use of ldn
taper the ldn dose
weaning my puppy
replace the lost bottle
nonstop tv ads for trintellix
""".strip().splitlines()

LOW_MOOD = """
my cat died and im sad
lost my mom last month
my husband passed away recently and i am so alone
i buried my son in march, nothing is right
grieving my best friend
we put our dog down, i cry every night
i quit zoloft and i feel like crap
i feel like crap about myself every day
cry every night
crying myself to sleep lately
i cant stop sobbing
i burst into tears at work
cant get out of bed
barely get out of bed these days
stayed in bed all day again
nothing brings me joy
nothing makes me happy anymore
i dont enjoy anything
lost interest in everything
i cant feel anything anymore
anhedonia, does it get better
i feel numb inside
feeling numb all the time
i am so empty
i feel worthless
i feel useless to everybody and sad
hopeless and tired of it all
i have no hope left
things will never get better for me
life is too hard
my life is a mess
life sucks
fml
im so lonely since i moved
i have no one to talk to
nobody calls, i have nobody
i hate myself
i feel like a failure
im a terrible mother
its all my fault, i let everyone down
im not okay
im at my breaking point
exhausted by life
emotionally drained
im sinking deeper
my depression is getting worse
feeling down lately
i feel really low today
down in the dumps
my heart is broken
my boyfriend dumped me
going through a divorce and struggling
kids at school, im being bullied
my parents hate me
all my friends are dead, im 84
since my wife died the house is so empty and im sad
im no use to anyone
fake a smile all day
feeling guilty about everything
im depressed
me siento muy sola
estoy vacia por dentro
lloro todas las noches
no tengo ganas de nada
nada me hace feliz
se murio mi mama
me siento inutil
no puedo levantarme de la cama
""".strip().splitlines()

NO_LOW_MOOD = """
i feel bad about missing the call
i feel terrible for bothering you
i feel guilty for not calling back
what a sad movie
that was a sad song
depressing weather today
the news is depressing
my dog is sad
the cat looks depressed
does ldn help depression
is depression a side effect
my fingers feel numb
the capsule is empty
my bottle is empty
i am low on capsules
im down to two pills
im lost on your website
im stuck at 3 mg
feeling flat tire on the way
my phone is broken
a broken capsule, can i take it
the pills fell apart
the label is falling apart
hopeless romantic here
im hopeless at math
useless app
pointless paperwork
i live alone, can you deliver
leave it alone at the door
alone time is nice
i cried laughing
tears of joy
onions make me cry
my baby cries all night
the kids keep crying
i hate swallowing pills
i hate waiting on hold
tired of the side effects
sick of the taste
tired all day on ldn
no energy since monday
i dont enjoy the taste
cant get out of the parking lot
i overslept, stayed up all night
lost my bottle last week
lost my prescription
lost ten pounds
my mother passed her exam
my dad left me a message
my husband left for work
the deal fell through
im sad to hear you close early
overwhelmed by the menu
not sad at all
im no longer depressed thanks to ldn
blue capsules or white
blue cross insurance
what a miserable cold
i give up coffee
down the road from you
happy birthday
my son hates pills
lonely planet guide
""".strip().splitlines()


@pytest.mark.parametrize(
    ("caution", "message"),
    [
        *(("opioids", message) for message in OPIOIDS),
        *(("pregnancy", message) for message in PREGNANCY),
        *(("surgery", message) for message in SURGERY),
        *(("stopping_antidepressant", message) for message in STOPPING),
        *(("low_mood", message) for message in LOW_MOOD),
    ],
)
def test_calls_for_care(safety: DangerDetector, caution: str, message: str) -> None:
    assert caution in safety.triage(message).cautions


@pytest.mark.parametrize(
    ("caution", "message"),
    [
        *(("opioids", message) for message in NO_OPIOIDS),
        *(("pregnancy", message) for message in NO_PREGNANCY),
        *(("surgery", message) for message in NO_SURGERY),
        *(("stopping_antidepressant", message) for message in NO_STOPPING),
        *(("low_mood", message) for message in NO_LOW_MOOD),
    ],
)
def test_calls_for_no_care(safety: DangerDetector, caution: str, message: str) -> None:
    assert caution not in safety.triage(message).cautions


def test_an_ordinary_message_is_judged_in_an_instant(safety: DangerDetector) -> None:
    messages = [*NO_OPIOIDS, *NO_PREGNANCY, *NO_SURGERY, *NO_LOW_MOOD]
    for message in messages:
        safety.triage(message)
    started = time.process_time()
    for message in messages:
        safety.triage(message)
    assert (time.process_time() - started) / len(messages) < 0.005  # a bound, not a measurement: a tenth of it is usual
