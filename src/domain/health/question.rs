//! The nine questions: what is asked, what a yes says, and how long it lasts.
//!
//! Questions and consequences follow published precautions for massage, cold and load: clots (Sutham 2020, doi
//! 10.1186/s12884-020-02924-w; clot risk after birth, MSD Manual), rolling (Bartsch 2021, doi 10.3390/jcm10225360), feet
//! with little feeling (NHS, Plantar fasciitis), injections (one podiatrist's rule of two weeks). A physiotherapist has
//! not reviewed them.

use chrono::{Days, Months, NaiveDate};

/// Weeks after a birth in which calves are not massaged.
const AFTER_BIRTH: Days = Days::new(12 * 7);

/// Days after an injection into the heel in which the sole is left alone.
const AFTER_INJECTION: Days = Days::new(14);

/// Months after surgery, a fracture or a tear in which only ratings are kept.
const AFTER_SURGERY: Months = Months::new(3);

/// One of the nine questions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Question {
    /// Pregnancy, and the weeks after a birth.
    Pregnancy,
    /// A clot, a clotting disorder, blood thinners.
    Clot,
    /// Diabetes, numb feet, poor circulation.
    Diabetes,
    /// A steroid injection in the heel.
    Injection,
    /// Surgery, a fracture or a tear.
    Surgery,
    /// Varicose veins.
    Veins,
    /// Weak bones, fragile skin, long-term steroid tablets.
    Bones,
    /// Raynaud or cold allergy.
    Cold,
    /// Strong painkillers on this day.
    Painkillers,
}

impl Question {
    /// Every one, in the order in which they are asked.
    pub const ALL: [Self; 9] = [
        Self::Pregnancy,
        Self::Clot,
        Self::Diabetes,
        Self::Injection,
        Self::Surgery,
        Self::Veins,
        Self::Bones,
        Self::Cold,
        Self::Painkillers,
    ];

    /// The word used for it in files and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pregnancy => "pregnancy",
            Self::Clot => "clot",
            Self::Diabetes => "diabetes",
            Self::Injection => "injection",
            Self::Surgery => "surgery",
            Self::Veins => "veins",
            Self::Bones => "bones",
            Self::Cold => "cold",
            Self::Painkillers => "painkillers",
        }
    }

    /// The question that this word names.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// As it is asked.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Pregnancy => "Pregnant, or gave birth in the last 12 weeks?",
            Self::Clot => "Ever a blood clot, a clotting disorder, or blood thinners?",
            Self::Diabetes => "Diabetes, numb feet, or poor circulation?",
            Self::Injection => "Steroid injection in the heel in the last 2 weeks?",
            Self::Surgery => "Surgery, fracture or tear of leg or foot in the last 3 months?",
            Self::Veins => "Varicose veins?",
            Self::Bones => "Weak bones, fragile skin, long-term steroid tablets?",
            Self::Cold => "Raynaud or cold allergy?",
            Self::Painkillers => "Strong painkillers today?",
        }
    }

    /// The reason, as it stands behind what is left out.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Pregnancy => "pregnancy or a birth",
            Self::Clot => "a clot or blood thinners",
            Self::Diabetes => "diabetes, numb feet or circulation",
            Self::Injection => "an injection in the heel",
            Self::Surgery => "surgery, a fracture or a tear",
            Self::Veins => "varicose veins",
            Self::Bones => "weak bones or fragile skin",
            Self::Cold => "Raynaud or cold allergy",
            Self::Painkillers => "strong painkillers today",
        }
    }

    /// What is said to a yes.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Pregnancy => {
                "While pregnant and for 12 weeks after, skip calf massage. Toe pulls and ankle moves are fine unless you \
                 were told otherwise."
            }
            Self::Clot => {
                "With blood thinners or a past clot, please ask before any deep massage. Light strokes only until then."
            }
            Self::Diabetes => {
                "With diabetes or numb feet, ask first. Use your hands, stay light, and look at the skin afterwards."
            }
            Self::Injection => {
                "After an injection the band is weaker for a while. Wait for the all-clear before stretching or pressing \
                 it."
            }
            Self::Surgery => {
                "After surgery, a fracture or a tear, ask your clinician first. Until then your pain is logged, and \
                 nothing else."
            }
            Self::Veins => "Stay off bulging or sore veins, and off what lies below them. Elsewhere be light.",
            Self::Bones => "With weak bones or fragile skin, stay at level 1, and leave the roller.",
            Self::Cold => "With Raynaud or a cold allergy, leave the cold out.",
            Self::Painkillers => "Strong painkillers dull what you feel: one level lighter today.",
        }
    }

    /// The same in a few words.
    pub const fn in_short(self) -> &'static str {
        match self {
            Self::Pregnancy => "no calf massage, roller or friction",
            Self::Clot => "light strokes only",
            Self::Diabetes => "hands only, light, no cold",
            Self::Injection => "sole left alone, light calf work",
            Self::Surgery => "pain is logged, no session",
            Self::Veins => "light on the leg, no roller",
            Self::Bones => "level 1, no roller",
            Self::Cold => "no cold",
            Self::Painkillers => "one level lighter, today",
        }
    }

    /// Whether a clinician who agreed lifts what follows from a yes.
    pub const fn can_be_agreed(self) -> bool {
        matches!(self, Self::Clot | Self::Diabetes | Self::Injection | Self::Surgery)
    }

    /// What a clinician who agreed does not lift: nobody with little feeling notices when cold is too much (R32, R57).
    pub const fn stays(self) -> Option<&'static str> {
        match self {
            Self::Diabetes => Some("cold stays out; look at the skin after"),
            _ => None,
        }
    }

    /// Whether a yes is about something that happened on a day.
    pub const fn has_day(self) -> bool {
        matches!(self, Self::Pregnancy | Self::Injection | Self::Surgery | Self::Painkillers)
    }

    /// What happened on that day.
    pub const fn event(self) -> &'static str {
        match self {
            Self::Pregnancy => "born",
            Self::Injection => "given",
            Self::Painkillers => "taken",
            _ => "happened",
        }
    }

    /// The first day on which a yes that is about `day` no longer holds; none where it holds until it is changed.
    pub fn ends(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Pregnancy => day.checked_add_days(AFTER_BIRTH),
            Self::Injection => day.checked_add_days(AFTER_INJECTION),
            Self::Surgery => day.checked_add_months(AFTER_SURGERY),
            Self::Painkillers => day.succ_opt(),
            _ => None,
        }
    }

    /// What is said once when it has ended by itself.
    pub const fn ended(self) -> &'static str {
        match self {
            Self::Pregnancy => "12 weeks after the birth: calf massage is offered again.",
            Self::Injection => "2 weeks after the injection: stretches and massage of the sole are offered again.",
            Self::Surgery => "3 months after it happened: sessions are offered again. Ask your clinician if unsure.",
            _ => "",
        }
    }
}

/// Some of the questions, or that none of them could be read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Because(u16);

/// Stands for a profile that cannot be read.
const UNREAD: u16 = 1 << 15;

impl Because {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// A profile that cannot be read.
    pub const UNREAD: Self = Self(UNREAD);

    /// One of them.
    pub const fn one(question: Question) -> Self {
        Self(1 << question as u16)
    }

    /// All of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether `question` is among them.
    pub const fn has(self, question: Question) -> bool {
        self.0 & 1 << question as u16 != 0
    }

    /// Whether it is that the profile cannot be read.
    pub const fn is_unread(self) -> bool {
        self.0 & UNREAD != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The questions, in their order.
    pub fn questions(self) -> impl Iterator<Item = Question> {
        Question::ALL.into_iter().filter(move |question| self.has(*question))
    }

    /// What is to be said of them, a sentence or two each.
    pub fn advice(self) -> Vec<&'static str> {
        const CAREFUL: &str = "The health profile cannot be read: until it can, level 1, and only what every answer but \
                               surgery allows. After surgery, a fracture or a tear, no session.";
        self.is_unread().then_some(CAREFUL).into_iter().chain(self.questions().map(Question::advice)).collect()
    }
}

impl std::fmt::Display for Because {
    /// `varicose veins; Raynaud or cold allergy`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unread = self.is_unread().then_some("a health profile that cannot be read");
        let reasons: Vec<&str> = unread.into_iter().chain(self.questions().map(Question::reason)).collect();
        f.write_str(&reasons.join("; "))
    }
}
