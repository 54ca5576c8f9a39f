"""Words and phrases the checks look for.

Source of every list: our own, from everyday multi-agency safeguarding practice; none is copied from a published
lexicon. Entries are plain words in British spelling, matched without regard to case unless said otherwise. A word is
on a list because a reader may stumble over it, never because it is forbidden.
"""

# Words that give a view. In the box for facts they make a fact look like an opinion, and the other way round.
OPINION = (
    "i feel", "i think", "i believe", "i suspect", "i assume", "i guess", "in my opinion", "in my view",
    "it seems", "seems to", "seemed to", "appears to", "appeared to", "obviously", "undoubtedly", "no doubt",
    "of course", "probably", "presumably", "is clearly", "are clearly", "was clearly", "were clearly",
    "clearly is", "clearly not", "it is clear that", "must have been", "everyone knows", "typical of",
)  # fmt: skip

# Words that judge the other person instead of describing what happened.
BLAME = (
    "you always", "you never", "you failed", "you have failed", "you ignored", "you have ignored", "you refused",
    "you refuse", "you did not bother", "you didn't bother", "you don't care", "you do not care", "you should have",
    "you people", "you lot", "your failure", "your fault", "your mistake", "your incompetence", "your refusal",
    "they always", "they never", "they failed", "she never bothers", "he never bothers", "cannot be bothered",
    "can't be bothered", "couldn't be bothered", "could not be bothered", "incompetent", "incompetence", "lazy",
    "useless", "ridiculous", "unprofessional", "appalling", "disgraceful", "pathetic", "negligent", "shambles",
    "a joke", "fobbed off", "fobbing off", "washing your hands", "washed your hands", "as usual", "yet again",
    "passing the buck", "what were you thinking",
)  # fmt: skip

# Answers that shut a conversation down. Looked for in a reply, beside BLAME.
DISMISSIVE = (
    "with respect", "with all due respect", "calm down", "overreacting", "over-reacting", "hysterical", "emotional",
    "you do not understand", "you don't understand", "not our problem", "not my problem", "not our job",
    "not my job", "if you had read", "as i have already", "as we have already", "waste of time", "wasting my time",
    "wasting our time", "we know best", "leave it to us", "end of discussion", "nothing more to say",
)  # fmt: skip

# Words that make a worry smaller than it is. More than two in a draft is worth a second look.
HEDGES = (
    "just", "maybe", "perhaps", "possibly", "sort of", "kind of", "a bit", "a little", "slightly", "hopefully",
    "i suppose", "i guess", "i was wondering", "i'm wondering", "i am wondering", "i'm no expert", "i am no expert",
    "i might be wrong", "i may be wrong", "i could be wrong", "i'm probably wrong", "probably nothing",
    "not sure if", "if that's ok", "if that's okay", "if that is ok", "if that is okay", "if possible",
    "if you get a chance", "when you get a chance", "don't want to bother", "do not want to bother",
    "sorry to bother", "sorry for bothering", "sorry to be", "does that make sense",
)  # fmt: skip

# Abbreviations, matched as written (capitals matter), with the words a family or another agency would need.
ABBREVIATIONS = {
    "AP": "alternative provision",
    "C&F": "child and family",
    "CAMHS": "child and adolescent mental health services",
    "CCE": "child criminal exploitation",
    "CIC": "child in care",
    "CIN": "child in need",
    "CP": "child protection (it can also be read as cerebral palsy)",
    "CPC": "child protection conference",
    "CPP": "child protection plan",
    "CSC": "children's social care",
    "CSE": "child sexual exploitation",
    "DA": "domestic abuse",
    "DASH": "the domestic abuse risk checklist",
    "DNA": "did not attend (for a child, 'was not brought' says it better)",
    "DSL": "designated safeguarding lead",
    "DV": "domestic violence or abuse",
    "EDT": "emergency duty team",
    "EHA": "early help assessment",
    "EHCP": "education, health and care plan",
    "EPO": "emergency protection order",
    "FGC": "family group conference",
    "FII": "fabricated or induced illness",
    "HV": "health visitor",
    "ICO": "interim care order",
    "ICPC": "initial child protection conference",
    "IDVA": "independent domestic violence adviser",
    "IRO": "independent reviewing officer",
    "LAC": "looked-after child",
    "LADO": "local authority designated officer",
    "LSCP": "local safeguarding children partnership",
    "MAPPA": "multi-agency public protection arrangements",
    "MARAC": "multi-agency risk assessment conference",
    "MASH": "multi-agency safeguarding hub",
    "MGM": "mother's mother",
    "MGF": "mother's father",
    "NAI": "injury that was not an accident",
    "NFA": "no further action",
    "NRM": "national referral mechanism (modern slavery)",
    "PEP": "personal education plan",
    "PGM": "father's mother",
    "PGF": "father's father",
    "PLO": "the pre-court stage (Public Law Outline)",
    "PPN": "police notification",
    "RCPC": "review child protection conference",
    "S17": "section 17 (help for a child in need)",
    "S20": "section 20 (a child looked after by agreement)",
    "S47": "section 47 (a child protection enquiry)",
    "SENCO": "special educational needs coordinator",
    "SGO": "special guardianship order",
    "SW": "social worker",
    "TAC": "team around the child",
    "TAF": "team around the family",
    "TM": "team manager",
    "UASC": "unaccompanied child seeking asylum",
    "WNB": "was not brought",
    "YJS": "youth justice service",
    "YOT": "youth offending team",
    "YP": "young person",
}

# Worn phrases that hide what happened, or lay it on the child, with what to write in their place.
WORN = {
    "attention seeking": "say what the child did and what they may have been asking for",
    "attention-seeking": "say what the child did and what they may have been asking for",
    "lifestyle choice": "say what happened to the child and who was involved",
    "putting herself at risk": "say who or what puts her at risk",
    "putting himself at risk": "say who or what puts him at risk",
    "putting themselves at risk": "say who or what puts them at risk",
    "promiscuous": "say what happened to the child",
    "disguised compliance": "say what was agreed, and what was then seen",
    "hard to reach": "say what was offered, how and when",
    "failed to engage": "say what was offered, how and when, and what happened",
    "did not engage": "say what was offered, how and when, and what happened",
    "non-engagement": "say what was offered, how and when, and what happened",
    "toxic trio": "name each thing that happens in the home",
    "presenting with": "say what was seen",
    "safeguarding concerns": "say what could happen to the child",
    "inappropriate": "say what was done or said",
    "chaotic": "say what was seen in the home",
    "poor home conditions": "say what was seen in the home",
}

# An ask has a doing word. Matched as whole words.
REQUESTS = (
    "accept", "add", "agree", "allocate", "apply", "arrange", "ask", "asking", "assess", "attend", "bring", "call",
    "change", "check", "complete", "confirm", "consider", "consult", "contact", "convene", "decide", "discuss",
    "explain", "find", "give", "hold", "invite", "involve", "join", "keep", "let", "look", "make", "meet", "move",
    "name", "need you to", "offer", "open", "please", "provide", "put", "read", "reassess", "reconsider", "record",
    "refer", "reopen", "request", "requesting", "restart", "review", "see", "send", "set up", "share", "speak",
    "start", "stay", "stop", "talk", "tell", "visit", "want", "would like", "write",
)  # fmt: skip

# Asks that leave the other person guessing.
VAGUE_ASKS = (
    "something done", "something to be done", "something must be done", "action taken", "action to be taken",
    "take action", "take this seriously", "taken seriously", "do your job", "sort it", "sort this", "deal with it",
    "deal with this", "look into it", "look into this", "step up", "do more", "more support", "address this",
)  # fmt: skip

# Signs that the child speaks, or is seen, in the text.
CHILD_SPEAKS = (
    "told me", "told us", "told her", "told his", "told their", "told the", "she said", "he said", "they said",
    "she says", "he says", "they say", "she wants", "he wants", "they want", "she wishes", "he wishes",
    "the child said", "the child says", "child told", "children said", "children told", "in her words",
    "in his words", "in their words", "in her own words", "in his own words", "drew", "showed me", "showed us",
    "asked me", "asked us", "asked if", "cries when", "cried when", "flinches", "flinched", "reaches for",
    "turns away", "settles when", "watches",
)  # fmt: skip

# Somebody else's account of the child.
ADULT_SPEAKS = (
    "mum says", "mum said", "dad says", "dad said", "mother says", "mother said", "father says", "father said",
    "parents say", "parents said", "carer says", "carer said", "carers say", "carers said", "grandmother says",
    "grandmother said", "school says", "school said", "staff say", "staff said",
)  # fmt: skip

# "We do not know", said in the child's box.
NOT_KNOWN = ("not known", "unknown", "n/a", "na", "none", "not applicable", "too young", "not spoken to", "don't know",
             "do not know", "not sure", "-", "no")  # fmt: skip

# Where something is known from.
SOURCES = (
    "i saw", "i heard", "i visited", "i was told", "i read", "we saw", "we heard", "we visited", "saw", "seen by",
    "heard", "told", "said", "says", "report", "reported", "record", "records", "recorded", "notes", "minutes",
    "letter", "email", "e-mail", "call", "phone", "message", "photograph", "photographs", "photo", "visit", "log",
    "register", "chart", "plan", "assessment", "according to", "from the", "x-ray", "body map", "conference",
    "meeting", "observed", "witnessed",
)  # fmt: skip

# Reasons, wherever one is wanted.
REASONS = ("because", "since", "so that", "as a result", "due to", "the reason", "our reason", "my reason", "reasons",
           "based on", "this means", "which means", "led me", "led us", "given that", "in light of")  # fmt: skip

THANKS = ("thank you", "thanks", "grateful", "appreciate", "glad you raised", "glad that you raised", "glad you told",
          "right to raise", "good that you raised", "you were right")  # fmt: skip

RESTATES = ("you are worried", "you're worried", "you are concerned", "you're concerned", "you say", "you said",
            "you saw", "you asked", "you ask", "you want", "you would like", "you have raised", "you raised",
            "your worry", "your worries", "your concern", "your concerns", "your view is", "i understand that",
            "we understand that", "as i hear it", "what i hear", "i hear that", "as i understand it")  # fmt: skip

WOULD_CHANGE = ("would change", "could change", "change my mind", "change our mind", "change this view",
                "change our view", "change my view", "would look again", "will look again", "would think again",
                "would reconsider", "will reconsider", "if we learn", "if we learned", "if i learn", "if i learned",
                "if you have", "if there is", "if there are", "if there were", "if new", "if anything", "if it happens",
                "if that happens", "unless")  # fmt: skip

NEXT_STEPS = ("i will", "i'll", "we will", "we'll", "i shall", "we shall", "i am going to", "we are going to",
              "next step", "has agreed to", "have agreed to", "is going to", "plan to", "booked", "arranged",
              "i have asked", "we have asked", "will visit", "will call", "will see", "will meet")  # fmt: skip

# When: a day, a date, a clock time or a span. Digits count as well, see `text.has_when`.
WHEN = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "today", "tonight",
    "tomorrow", "yesterday", "this morning", "this afternoon", "this evening", "last night", "this week",
    "last week", "next week", "this month", "last month", "next month", "end of the day", "end of the week",
    "half term", "half-term", "weekend", "immediately", "straight away", "at once", "every day", "each day",
    "every night", "each night", "at noon", "at midday", "at midnight",
)  # fmt: skip

# "may" is left out of WHEN: "may" the verb is commoner than the month, and a date in May carries a digit anyway.
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "once",
           "twice", "several times", "first", "second", "third", "dozen")  # fmt: skip
