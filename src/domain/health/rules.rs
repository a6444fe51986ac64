//! What follows from the answers: the one place that says whether a step suits.

use super::question::{Because, Question};
use crate::domain::advice::is_massage;
use crate::domain::body::{Part, Position, Technique, Zone};
use crate::domain::care::is_for;
use crate::domain::plan::{Choice, Level};
use crate::domain::routine::Step;
use crate::domain::time::Seconds;

/// Of a routine of which less than one part in so many is left it is better to offer another one: our own rule.
const WORTH_A_SESSION: u64 = 3;

/// Some parts of the leg or foot.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Zones(u16);

impl Zones {
    /// These.
    pub const fn of(zones: &[Zone]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < zones.len() {
            bits |= 1 << zones[at] as u16;
            at += 1;
        }
        Self(bits)
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = Zone> {
        Zone::ALL.iter().copied().filter(move |zone| self.0 & 1 << *zone as u16 != 0)
    }

    fn any(self, parts: &[Part]) -> bool {
        self.iter().any(|zone| parts.contains(&zone.part()))
    }

    /// Whether the calf or the thigh is among them, or may be: where it is not said where, it can be anywhere.
    fn on_the_leg(self) -> bool {
        self.are_unsaid() || self.any(&[Part::Calf, Part::Thigh])
    }

    /// Whether any part of the sole is, or may be.
    fn on_the_foot(self) -> bool {
        self.are_unsaid() || self.any(&[Part::Foot])
    }

    /// Whether they say no more than that it is somewhere.
    fn are_unsaid(self) -> bool {
        self.0 == 0 || self.any(&[Part::Leg])
    }
}

/// What is done to which parts: all that the profile goes by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Deed {
    /// What the hands do.
    pub technique: Technique,
    /// Where.
    pub zones: Zones,
}

impl Deed {
    /// Of a step; none where it only prepares or ends. Who works on a roller rolls; hands that are said to work
    /// somewhere, and not how, are taken to knead.
    pub fn of(technique: Option<Technique>, zones: &[Zone], position: Option<Position>) -> Option<Self> {
        let is_said = zones.iter().any(|zone| *zone != Zone::Whole);
        let technique = match technique {
            Some(Technique::Settle) => return None,
            _ if position == Some(Position::FloorRoller) => Technique::Roller,
            Some(technique) => technique,
            None if is_said => Technique::Kneading,
            None => return None,
        };
        Some(Self { technique, zones: Zones::of(zones) })
    }
}

/// The highest discomfort, 0 to 10, where one level lighter than level 1 is asked for: half of what that allows (ours; the
/// table of precautions says one level lower, R50, and knows no number below level 1).
const BELOW_LIGHT: u32 = 1;

/// How much lighter a step is done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Softer {
    /// One level below that of the day.
    Lower,
    /// At level 1.
    Light,
    /// As each of them wants it: neither is the lighter one on every day.
    Both,
}

impl Softer {
    /// As light as either wants it.
    fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }

    /// The highest discomfort, 0 to 10, on a day of such a choice, whose level is the plan's.
    pub fn limit(self, choice: Choice) -> u32 {
        let light = choice.ceilings.of(Level::Light);
        let lower = || choice.level.down().map_or(BELOW_LIGHT, |level| choice.ceilings.of(level));
        match self {
            Self::Lower => lower(),
            Self::Light => light,
            Self::Both => lower().min(light),
        }
    }
}

/// What the profile says of a step.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Verdict {
    /// As it is.
    #[default]
    Allowed,
    /// Lighter, and why.
    Softened(Softer, Because),
    /// Left out, and why.
    Hidden(Because),
}

impl Verdict {
    /// Whether it is left out.
    pub const fn is_hidden(self) -> bool {
        matches!(self, Self::Hidden(_))
    }
}

/// What the profile says of a whole routine.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Outlook {
    /// Seconds of work.
    all: u64,
    /// Those that are left.
    left: u64,
    /// Why some of it is left out.
    pub hidden: Because,
    /// Why some of it is lighter.
    pub softened: Because,
    /// No session is offered at all.
    pub log_only: bool,
}

impl Outlook {
    /// Whether it is not offered: too little of it is left.
    pub const fn is_hidden(&self) -> bool {
        self.log_only || self.left * WORTH_A_SESSION < self.all
    }

    /// Whether nothing of it is left.
    pub const fn is_gone(&self) -> bool {
        self.log_only || (self.left == 0 && self.all > 0)
    }

    /// Every reason there is.
    pub const fn because(&self) -> Because {
        self.hidden.and(self.softened)
    }
}

/// What holds on a day.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Guard {
    /// The questions whose answer holds.
    pub(super) holds: Because,
    /// Those for which a clinician agreed.
    pub(super) agreed: Because,
}

impl Guard {
    /// For a profile that cannot be read: what any answer could speak against, and level 1. Sessions stay possible.
    pub const CAREFUL: Self = Self { holds: Because::UNREAD, agreed: Because::NONE };

    /// Whether nothing follows from it.
    pub const fn is_clear(&self) -> bool {
        self.holds.is_empty() && self.agreed.is_empty()
    }

    /// The questions whose answer holds.
    pub const fn holds(&self) -> Because {
        self.holds
    }

    /// The questions for which a clinician agreed.
    pub const fn agreed(&self) -> Because {
        self.agreed
    }

    /// The same with this question alone.
    #[must_use]
    pub fn only(self, question: Question) -> Self {
        let holds = if self.holds.has(question) { Because::one(question) } else { Because::NONE };
        Self { holds, agreed: Because::NONE }
    }

    /// Whether pain is logged and nothing else is done.
    pub const fn is_log_only(&self) -> bool {
        self.holds.has(Question::Surgery)
    }

    /// The level of a day on which the plan says `level`: to be asked once, of what the plan says.
    pub fn level(&self, level: Level) -> Level {
        match () {
            () if self.holds.is_unread() || self.holds.has(Question::Bones) => Level::Light,
            () if self.holds.has(Question::Painkillers) => level.down().unwrap_or(Level::Light),
            () => level,
        }
    }

    /// Whether the skin is to be looked at after a session: of feet that feel little, or may (R32, R57). That a clinician
    /// has agreed changes nothing about that.
    pub fn wants_skin_check(&self) -> bool {
        self.holds.is_unread() || self.holds.and(self.agreed).has(Question::Diabetes)
    }

    /// Whether all massage that is left stays at level 1, whatever the level of the day: with a clot or blood thinners
    /// (R31, R50), on feet with little feeling (R32, R57), and soon after an injection (R52).
    pub fn keeps_massage_light(&self) -> bool {
        let is_light = |one| self.holds.has(one);
        self.holds.is_unread()
            || [Question::Clot, Question::Diabetes, Question::Injection, Question::Bones].into_iter().any(is_light)
    }

    /// Whether a step may be done, how, and why not.
    pub fn judge(&self, deed: Deed) -> Verdict {
        let (mut hidden, mut softened, mut softer) = (Because::default(), Because::default(), None::<Softer>);
        let mut take = |ruling: Option<Ruling>, because: Because| match ruling {
            Some(Ruling::Hide) => hidden = hidden.and(because),
            Some(Ruling::Soften(how)) => {
                softened = softened.and(because);
                softer = Some(softer.map_or(how, |known| known.and(how)));
            }
            None => {}
        };
        if self.holds.is_unread() {
            let every = Question::ALL.into_iter().filter(|one| *one != Question::Surgery);
            let hides = every.into_iter().any(|one| ruling(one, deed) == Some(Ruling::Hide));
            take(Some(if hides { Ruling::Hide } else { Ruling::Soften(Softer::Light) }), Because::UNREAD);
        }
        self.holds.questions().for_each(|one| take(ruling(one, deed), Because::one(one)));
        self.agreed.questions().for_each(|one| take(ruling_if_agreed(one, deed), Because::one(one)));
        match (hidden.is_empty(), softer) {
            (false, _) => Verdict::Hidden(hidden),
            (true, Some(softer)) => Verdict::Softened(softer, softened),
            (true, None) => Verdict::Allowed,
        }
    }

    /// Whether a step of a routine may be done.
    pub fn judge_step(&self, step: &Step) -> Verdict {
        let deed = Deed::of(step.technique, &step.zones, step.position);
        deed.map_or(Verdict::Allowed, |deed| self.judge(deed))
    }

    /// What is left of a routine that is made of these deeds, each with its seconds.
    pub fn outlook(&self, deeds: &[(Deed, Seconds)]) -> Outlook {
        let mut outlook = Outlook { log_only: self.is_log_only(), ..Outlook::default() };
        if self.is_clear() {
            return outlook;
        }
        if outlook.log_only {
            outlook.hidden = Because::one(Question::Surgery);
        }
        for (deed, seconds) in deeds {
            let seconds = u64::from(seconds.0);
            outlook.all += seconds;
            match self.judge(*deed) {
                Verdict::Hidden(because) => outlook.hidden = outlook.hidden.and(because),
                Verdict::Softened(_, because) => {
                    outlook.softened = outlook.softened.and(because);
                    outlook.left += seconds;
                }
                Verdict::Allowed => outlook.left += seconds,
            }
        }
        outlook
    }
}

/// What follows from a yes for one step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ruling {
    Hide,
    Soften(Softer),
}

/// What a yes to `question` says of a step; nothing where it does not touch it.
fn ruling(question: Question, deed: Deed) -> Option<Ruling> {
    use Technique as T;
    let Deed { technique, zones } = deed;
    let massage = is_massage(technique);
    // Hands can be light at what level 1 does not begin with; friction, rolling, holds on tender spots and heel raises are
    // left out.
    let is_firmer = matches!(technique, T::Circles | T::Compression);
    let is_light = is_for(technique, Level::Light) || is_firmer;
    let light = || if is_light { Ruling::Soften(Softer::Light) } else { Ruling::Hide };
    match question {
        Question::Pregnancy if matches!(technique, T::Roller | T::CrossFriction) => Some(Ruling::Hide),
        Question::Pregnancy => (massage && zones.on_the_leg()).then_some(Ruling::Hide),
        Question::Clot => match technique {
            // A bottle under the foot is rolling, be it cold.
            T::Effleurage | T::SustainedHold => Some(Ruling::Soften(Softer::Light)),
            _ => massage.then_some(Ruling::Hide),
        },
        Question::Diabetes if technique == T::ColdRoll => Some(Ruling::Hide),
        Question::Diabetes => massage.then(light),
        Question::Injection => match technique {
            T::StretchFascia | T::HeelRaise => Some(Ruling::Hide),
            T::Reach => zones.on_the_foot().then_some(Ruling::Hide),
            _ if massage && zones.on_the_foot() => Some(Ruling::Hide),
            _ => massage.then(light),
        },
        Question::Surgery => Some(Ruling::Hide),
        Question::Veins => (massage && zones.on_the_leg()).then(light),
        // Level 1 only: of hands, what its list names, and not a mild form of more.
        Question::Bones if is_firmer || technique == T::DeepGlide => Some(Ruling::Hide),
        Question::Bones => Some(light()),
        Question::Cold => (technique == T::ColdRoll).then_some(Ruling::Hide),
        Question::Painkillers => massage.then_some(Ruling::Soften(Softer::Lower)),
    }
}

/// The same once a clinician has agreed: cold on feet with little feeling is left out all the same, for nobody feels when
/// it is too much.
fn ruling_if_agreed(question: Question, deed: Deed) -> Option<Ruling> {
    let numb = question == Question::Diabetes && deed.technique == Technique::ColdRoll;
    numb.then_some(Ruling::Hide)
}
