//! What may not be done now, and why.

use chrono::{DateTime, Days as Span, FixedOffset, NaiveDate, TimeDelta};

use super::day::{Days, Morning, Rated};
use super::family::{Families, Family, is_for};
use super::marks::Marks;
use super::plan::CarePlan;
use crate::domain::advice;
use crate::domain::body::{Feet, Technique};
use crate::domain::catalogue::{Entry, Origin};
use crate::domain::health::Guard;
use crate::domain::plan::Level;
use crate::domain::record::Pain;
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::{Now, Seconds};

/// Hours from one cold to the next: the longer end of every two to three hours (R32).
const COLD_APART: TimeDelta = TimeDelta::hours(3);

/// Friction and heel raises rest for a day; and for so many hours, where a journey made the days short.
const A_DAY: TimeDelta = TimeDelta::hours(24);

/// Days back from tired calves within which work is thought to have tired them (ours).
const TIRED_BY: u64 = 2;

/// A routine that can be suggested.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// What names it.
    pub id: RoutineId,
    /// What it is called.
    pub name: Clean,
    /// What is done, most of the time first.
    pub techniques: Vec<Technique>,
    /// How long it takes for the feet that are worked.
    pub total: Seconds,
    /// How long one foot takes at most.
    pub one_foot: Seconds,
    /// Whether it can be done on a journey.
    pub travels: bool,
}

impl Candidate {
    /// From a line of the library; none of what cannot be started, or is not to be listed, or that the health profile
    /// speaks against. What that leaves out of a routine takes no part.
    pub fn of(entry: &Entry, (feet, guard): (Feet, &Guard)) -> Option<Self> {
        let summary = entry.state.as_ref().ok().filter(|_| !entry.hidden && entry.origin != Origin::Draft)?;
        if guard.outlook(&summary.deeds).is_hidden() {
            return None;
        }
        let totals = summary.totals_with(guard);
        Some(Self {
            id: entry.id.clone()?,
            name: summary.name.clone(),
            techniques: summary.techniques_with(guard),
            total: totals.of(feet),
            one_foot: totals.left.max(totals.right),
            travels: summary.travels,
        })
    }

    pub(super) fn families(&self) -> Families {
        Families::of(self.techniques.iter().copied())
    }

    /// The family of massage that takes most of its time.
    pub(super) fn main(&self) -> Option<Family> {
        self.techniques.iter().filter_map(|one| Family::of(*one)).find(|family| family.is_massage())
    }

    pub(super) fn stretches(&self) -> bool {
        self.techniques.contains(&Technique::StretchFascia)
    }
}

/// Why a routine waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bar {
    /// Friction was done yesterday, or today.
    Friction,
    /// A level leaves out something of it.
    Level(Level),
    /// Pain is 4 or 5.
    Tender,
    /// There were enough massage sessions today.
    Enough,
    /// It is too soon for cold, or it would be too long.
    Cold,
    /// Heel raises are not chosen, or not due.
    Raises,
    /// A family was the main one on two days running.
    Again(Family),
    /// It needs what nobody has on a journey.
    Travel,
    /// The calves were tired yesterday, after work of this family.
    Tired(Family),
}

/// How the foot is today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Foot {
    /// To be left in peace, and why.
    Flare(Flare),
    /// Sore.
    Tender(Pain, Rated),
    /// Neither, or not rated.
    Calm,
}

/// Why a foot is to be left in peace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flare {
    Pain(Pain, Rated),
    /// The person says so.
    Said,
    RedToday,
    RedYesterday,
    Morning,
    /// The calves are tired.
    Tired,
}

/// All that the rules go by.
pub(super) struct State<'a> {
    pub(super) plan: &'a CarePlan,
    pub(super) days: &'a Days,
    pub(super) now: Now,
    pub(super) today: NaiveDate,
    pub(super) foot: Foot,
    pub(super) level: Level,
    /// What is said of today.
    pub(super) marks: Marks,
}

/// How the foot is on this day.
pub(super) fn foot(days: &Days, today: NaiveDate) -> Foot {
    let (pain, marks) = (days.rated(today), days.marks(today));
    let is_red = |day: Option<NaiveDate>| day.is_some_and(|day| days.is_red(day));
    let limits = days.limits();
    match pain {
        Some((pain, at)) if limits.asks_for_gentle(pain) => Foot::Flare(Flare::Pain(pain, at)),
        _ if marks.flare => Foot::Flare(Flare::Said),
        _ if is_red(Some(today)) => Foot::Flare(Flare::RedToday),
        _ if is_red(today.pred_opt()) => Foot::Flare(Flare::RedYesterday),
        _ if days.morning(today) == Some(Morning::Clearly) => Foot::Flare(Flare::Morning),
        _ if marks.tired => Foot::Flare(Flare::Tired),
        Some((pain, at)) if limits.is_tender(pain) => Foot::Tender(pain, at),
        _ => Foot::Calm,
    }
}

impl State<'_> {
    /// Whether a routine may be done now; why not.
    pub(super) fn bar(&self, routine: &Candidate) -> Option<Bar> {
        let families = routine.families();
        if self.marks.travels.is_some() && (!routine.travels || families.has(Family::Cold)) {
            return Some(Bar::Travel);
        }
        if families.has(Family::Friction) && !self.is_rested(Family::Friction, 2) {
            return Some(Bar::Friction);
        }
        if families.has(Family::Strength) && !self.raises_are_due() {
            return Some(Bar::Raises);
        }
        if families.has(Family::Cold) && (!self.is_warm() || routine.one_foot > advice::COLD) {
            return Some(Bar::Cold);
        }
        let sore = |family| families.has(family);
        let is_rough = sore(Family::Friction) || sore(Family::Rolling) || sore(Family::Strength);
        if matches!(self.foot, Foot::Tender(..)) && (is_rough || routine.techniques.contains(&Technique::TriggerHold)) {
            return Some(Bar::Tender);
        }
        if !routine.techniques.iter().all(|technique| is_for(*technique, self.level)) {
            return Some(Bar::Level(self.level));
        }
        (families.are_massage() && self.massages() >= self.plan.massage.max_per_day).then_some(Bar::Enough)
    }

    /// The same for what would be the main work of the day.
    pub(super) fn bar_as_main(&self, routine: &Candidate) -> Option<Bar> {
        self.bar(routine).or_else(|| {
            let back = |days| self.today.checked_sub_days(Span::new(days));
            let main = |days| self.days.day(back(days)?)?.main(&self.plan.morning);
            let family = routine.main()?;
            let is_again = main(1) == Some(family) && main(2) == Some(family);
            match self.tired_of() {
                Some(tired) if tired == family => Some(Bar::Tired(family)),
                _ => is_again.then_some(Bar::Again(family)),
            }
        })
    }

    /// What tired the calves, where they were tired yesterday: the main work of that day, or the last before it (S1-65).
    pub(super) fn tired_of(&self) -> Option<Family> {
        let yesterday = self.today.pred_opt().filter(|day| self.days.marks(*day).tired)?;
        let from = yesterday.checked_sub_days(Span::new(TIRED_BY))?;
        let mut before = self.days.since(from).rev().skip_while(|(day, _)| *day > yesterday);
        before.find_map(|(_, lived)| lived.main(&self.plan.morning))
    }

    /// Massage sessions of today.
    pub(super) fn massages(&self) -> u8 {
        let today = self.days.day(self.today).map_or(&[][..], |lived| &lived.sessions);
        u8::try_from(today.iter().filter(|session| session.families.are_massage()).count()).unwrap_or(u8::MAX)
    }

    pub(super) fn raises_are_due(&self) -> bool {
        let strength = self.plan.strength;
        strength.on && self.is_rested(Family::Strength, strength.every_days)
    }

    /// Whether a family was last worked so many days ago or more, and not within a whole day.
    pub(super) fn is_rested(&self, family: Family, days: u8) -> bool {
        let is_near = |day: NaiveDate, at| (self.today - day).num_days() < i64::from(days) || self.away(at) < A_DAY;
        let mut recent =
            self.days.sessions().take_while(|(day, _)| (self.today - *day).num_days() <= i64::from(days) + 1);
        !recent.any(|(day, session)| session.families.has(family) && is_near(day, session.at))
    }

    fn is_warm(&self) -> bool {
        let mut recent = self.days.sessions().take_while(|(day, _)| (self.today - *day).num_days() <= 2);
        !recent.any(|(_, session)| session.families.has(Family::Cold) && self.away(session.at) < COLD_APART)
    }

    /// How far away a time is, be it ahead: a clock that was put back is no reason to do it again.
    fn away(&self, at: DateTime<FixedOffset>) -> TimeDelta {
        (self.now.wall - at).abs()
    }
}
