//! How firm: up by the rules and only on a yes, down by the rules at once. The ledger says what happened and why.
//!
//! What is kept is one line for each change and answer; where the level stands is made from the last change and the days
//! since. So a drop needs nobody to notice it, and is never counted twice.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::day::{Days, LOOK_BACK, Lived, Morning};
use super::rules::{Flare, Foot, foot};
use crate::domain::plan::Level;
use crate::domain::record::Pain;

/// Days after an offer or a no before the next offer: it is no nagging.
pub const QUIET: i64 = 7;

/// Days without a session after which one comes before a firmer level (ours).
const GAP: i64 = 7;

/// Days of the first week, which begins at level 1.
const FIRST_WEEK: i64 = 7;

/// Why a line is in the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// The plan began, or began anew.
    Start,
    /// The clock had been ahead: from here on its days count. Or it was behind, and this line counts no more.
    Clock,
    /// The rules allowed it, and the person said yes.
    Yes,
    /// The rules allowed it, and the person said no.
    No,
    /// It was offered.
    Asked,
    /// Discomfort during a session was such that one stops.
    Red,
    /// The morning after a session was higher by two or more.
    Morning,
    /// Two mornings running were higher.
    Mornings,
    /// It was offered to do less.
    EaseAsked,
    /// The person does less.
    Eased,
    /// It was offered to do as much as before.
    BackAsked,
    /// The person does as much as before.
    Back,
    /// It was said that a clinician could help.
    See,
    /// It was said what else could be asked about.
    Further,
    /// It was said that a clinician could help, because it got worse.
    Worse,
    /// It was said that a journey is over by the plan.
    Landed,
}

impl Why {
    /// Every one.
    pub const ALL: [Self; 16] = [
        Self::Start,
        Self::Clock,
        Self::Yes,
        Self::No,
        Self::Asked,
        Self::Red,
        Self::Morning,
        Self::Mornings,
        Self::EaseAsked,
        Self::Eased,
        Self::BackAsked,
        Self::Back,
        Self::See,
        Self::Further,
        Self::Worse,
        Self::Landed,
    ];

    /// The word used in the ledger.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Clock => "clock",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Asked => "asked",
            Self::Red => "red",
            Self::Morning => "morning",
            Self::Mornings => "mornings",
            Self::EaseAsked => "ease-asked",
            Self::Eased => "eased",
            Self::BackAsked => "back-asked",
            Self::Back => "back",
            Self::See => "see",
            Self::Further => "further",
            Self::Worse => "worse",
            Self::Landed => "landed",
        }
    }

    /// Whether the level begins to be counted here.
    const fn is_change(self) -> bool {
        matches!(self, Self::Start | Self::Clock | Self::Yes) || self.is_drop()
    }

    /// Whether it is only that something was said, or offered.
    pub const fn is_said(self) -> bool {
        matches!(
            self,
            Self::Asked | Self::EaseAsked | Self::BackAsked | Self::See | Self::Further | Self::Worse | Self::Landed
        )
    }

    /// Whether it went down.
    pub const fn is_drop(self) -> bool {
        matches!(self, Self::Red | Self::Morning | Self::Mornings)
    }
}

/// A line of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The day that was lived.
    pub day: NaiveDate,
    /// The level from then on.
    pub level: Level,
    /// Why.
    pub why: Why,
}

impl fmt::Display for Entry {
    /// As it is read: `2026-11-20 2 red`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.day, self.level.number(), self.why.word())
    }
}

/// A line that is none of the ledger's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoEntry;

impl FromStr for Entry {
    type Err = NoEntry;

    fn from_str(line: &str) -> Result<Self, NoEntry> {
        let mut words = line.split_whitespace();
        let mut word = || words.next().ok_or(NoEntry);
        let day = word()?.parse().map_err(|_| NoEntry)?;
        let level = word()?.parse().ok().and_then(Level::numbered).ok_or(NoEntry)?;
        let why = word()?;
        let why = Why::ALL.into_iter().find(|one| one.word() == why).ok_or(NoEntry)?;
        if word().is_ok() { Err(NoEntry) } else { Ok(Self { day, level, why }) }
    }
}

/// What has to come before a firmer level.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// There is none.
    Top,
    /// Nothing: it is open, on a yes.
    Open,
    /// So many sessions and days.
    Wait {
        /// Sessions.
        sessions: u32,
        /// Days.
        days: i64,
    },
    /// Pain that is below this today.
    Pain(u8),
    /// A rating of pain: what is newer than a week is not known.
    Rating,
    /// An ordinary day: no rest, no tired calves, no flare-up, no red flag, no strong painkillers, no session that
    /// went too far.
    Day,
    /// A day on which nothing else is offered or changed: one thing at a time (levels of the plan's rules).
    Alone,
    /// A health profile that allows a firmer one.
    Health,
}

/// Where the level stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The level.
    pub level: Level,
    /// Since when.
    pub since: NaiveDate,
    /// What the ledger does not say yet.
    pub news: Vec<Entry>,
    /// What has to come before a firmer level.
    pub next: Next,
    /// Whether it is to be offered: it is open, and was not offered in the last week.
    pub offers: bool,
}

/// The level as the days go by.
struct Walk {
    level: Level,
    since: NaiveDate,
    /// It went down on the day of `since`.
    dropped: bool,
    /// From the day after this one nothing spoke against a firmer level.
    good_since: NaiveDate,
    sessions: u32,
    news: Vec<Entry>,
}

impl Standing {
    /// Where the level stands at the end of `today`, so far as it was lived. `start` is the level the plan says to begin with.
    pub fn of(ledger: &[Entry], start: Option<Level>, days: &Days, today: NaiveDate) -> Self {
        let mut walk = Walk::begin(ledger, start, days, today);
        for (day, lived) in days.since(walk.since).take_while(|(day, _)| *day <= today) {
            walk.live(day, lived, days);
        }
        let next = walk.next(days, today);
        let asked = ledger.iter().filter(|entry| matches!(entry.why, Why::Asked | Why::No));
        let quiet = asked.map(|entry| (today - entry.day).num_days()).any(|ago| (0..QUIET).contains(&ago));
        Self { level: walk.level, since: walk.since, news: walk.news, next, offers: next == Next::Open && !quiet }
    }

    /// What a yes adds to the ledger; nothing while a firmer level is not open.
    pub fn yes(&self, today: NaiveDate) -> Option<Entry> {
        let level = self.level.up().filter(|_| self.next == Next::Open)?;
        Some(Entry { day: today, level, why: Why::Yes })
    }
}

impl Walk {
    fn begin(ledger: &[Entry], start: Option<Level>, days: &Days, today: NaiveDate) -> Self {
        // Who comes back after a time of which nothing is known begins anew.
        let is_known = |last: &&Entry| today - last.day <= LOOK_BACK || days.sessions().next().is_some();
        let last = last_change(ledger, today).filter(is_known);
        let mut news = Vec::new();
        let first = match last {
            Some(last) if last.day <= today => *last,
            last => {
                let why = if last.is_some() { Why::Clock } else { Why::Start };
                let level = last.map_or_else(|| start.unwrap_or(beginning(days, today)), |last| last.level);
                let entry = Entry { day: today, level, why };
                news.push(entry);
                entry
            }
        };
        let Entry { day, level, why } = first;
        Self { level, since: day, dropped: why.is_drop(), good_since: day, sessions: 0, news }
    }

    fn live(&mut self, day: NaiveDate, lived: &Lived, days: &Days) {
        let stays = self.dropped && (day - self.since).num_days() < i64::from(days.limits().stay);
        if let (Some(why), Some(level), false) = (against(day, days), self.level.down(), stays) {
            self.news.push(Entry { day, level, why });
            (self.level, self.since, self.dropped) = (level, day, true);
            (self.good_since, self.sessions) = (day, 0);
            return;
        }
        let limit = Pain::try_from(days.limits().ceilings().of(self.level) as u8).ok();
        if lived.during > limit || against(day, days).is_some() {
            (self.good_since, self.sessions) = (day, 0);
        } else if day > self.good_since {
            self.sessions += u32::try_from(lived.sessions.len()).unwrap_or(u32::MAX);
        }
    }

    fn next(&self, days: &Days, today: NaiveDate) -> Next {
        let limits = days.limits();
        // After a gap one session comes first: how the foot takes the level is not known any more.
        let is_gap = days.sessions().next().is_none_or(|(day, _)| (today - day).num_days() > GAP);
        let wait = Next::Wait {
            sessions: u32::from(limits.sessions).saturating_sub(self.sessions).max(is_gap.into()),
            days: (i64::from(limits.days) - (today - self.good_since).num_days()).max(0),
        };
        match wait {
            _ if self.level.up().is_none() => Next::Top,
            Next::Wait { sessions: 0, days: 0 } => open(days, today),
            wait => wait,
        }
    }
}

/// The change that counts: the last one, but not one that was written while the clock was behind. From where it was ahead
/// the days count anew; what lies behind what is known already has never been.
fn last_change(ledger: &[Entry], today: NaiveDate) -> Option<&Entry> {
    let changes = ledger.iter().filter(|entry| entry.why.is_change());
    changes.reduce(|last, entry| {
        let was_behind = entry.why == Why::Clock && (entry.day..=today).contains(&last.day);
        if was_behind { last } else { entry }
    })
}

/// Whether a firmer level is open on this day, once enough went well: pain has to be known and low, and the day an
/// ordinary one. What was rated lately stands until it is rated anew, so that a night makes nobody ready.
fn open(days: &Days, today: NaiveDate) -> Next {
    let tender = days.limits().tender;
    match (foot(days, today), days.newest_pain(today)) {
        (Foot::Flare(Flare::Pain(..)) | Foot::Tender(..), _) => Next::Pain(tender),
        (Foot::Flare(_), _) => Next::Day,
        _ if days.marks(today).is_no_day_to_rise() => Next::Day,
        (_, None) => Next::Rating,
        (_, Some(pain)) if days.limits().is_tender(pain) => Next::Pain(tender),
        _ => Next::Open,
    }
}

/// What on this day speaks for a lighter level. The morning after decides more than what was felt during (R47, R48).
fn against(day: NaiveDate, days: &Days) -> Option<Why> {
    let yesterday = day.pred_opt();
    let worked = || yesterday.and_then(|day| days.day(day)).is_some_and(|lived| !lived.sessions.is_empty());
    let morning = days.morning(day);
    let before = || yesterday.and_then(|day| days.morning(day));
    if morning == Some(Morning::Clearly) && worked() {
        Some(Why::Morning)
    } else if morning >= Some(Morning::Higher) && before() >= Some(Morning::Higher) {
        Some(Why::Mornings)
    } else {
        days.is_red(day).then_some(Why::Red)
    }
}

/// Level 1 in the first week, with pain of 4 or more, and where nothing was rated; else level 2.
fn beginning(days: &Days, today: NaiveDate) -> Level {
    let first = days.since(NaiveDate::MIN).find(|(_, lived)| !lived.sessions.is_empty()).map(|(day, _)| day);
    let is_over = first.is_some_and(|first| (today - first).num_days() >= FIRST_WEEK);
    let is_low = days.newest_pain(today).is_some_and(|pain| !days.limits().is_tender(pain));
    if is_over && is_low { Level::Medium } else { Level::Light }
}
