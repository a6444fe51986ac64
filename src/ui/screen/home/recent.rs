//! What home knows of the last weeks.

use std::collections::HashMap;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use crate::domain::body::{PerSide, Side};
use crate::domain::record::{Fact, Pain, PainKind, What};
use crate::domain::routine::RoutineId;
use crate::domain::time::Now;
use crate::domain::trend::{ENOUGH, Median, WINDOW};

/// What the last weeks say on this screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recent {
    /// When each routine was last done.
    pub last: HashMap<RoutineId, DateTime<FixedOffset>>,
    /// First-step pain by day, oldest first: of several ratings of a morning the last, which says it best.
    pub first_step: PerSide<Vec<(NaiveDate, Pain)>>,
}

impl Recent {
    /// Gathers them from the facts that count by `now`: what a wrong clock dated is in no figure here either.
    pub fn gather(facts: &[Fact], now: Now) -> Self {
        let mut recent = Self::default();
        let mut by_day: PerSide<std::collections::BTreeMap<NaiveDate, (DateTime<FixedOffset>, Pain)>> =
            PerSide { left: Default::default(), right: Default::default() };
        for fact in facts {
            match &fact.what {
                What::Session(record) if record.did_nothing() || !now.counts(record.started) => {}
                What::Session(record) => recent.see(&record.routine, record.started),
                What::Pain(rating) if rating.kind == PainKind::FirstStep && now.counts(fact.at) => {
                    let days = match rating.side {
                        Side::Left => &mut by_day.left,
                        Side::Right => &mut by_day.right,
                    };
                    let said = days.entry(now.day_of(fact.at)).or_insert((fact.at, rating.value));
                    if fact.at >= said.0 {
                        *said = (fact.at, rating.value);
                    }
                }
                What::Pain(_) | What::Note(_) | What::Event(_) | What::Day(_) | What::RedFlags(_) | What::Removed => {}
            }
        }
        let values = |days: std::collections::BTreeMap<NaiveDate, (DateTime<FixedOffset>, Pain)>| {
            days.into_iter().map(|(day, (_, pain))| (day, pain)).collect()
        };
        recent.first_step = PerSide { left: values(by_day.left), right: values(by_day.right) };
        recent
    }

    /// The rated days of a foot, oldest first.
    pub fn days(&self, side: Side) -> &[(NaiveDate, Pain)] {
        match side {
            Side::Left => &self.first_step.left,
            Side::Right => &self.first_step.right,
        }
    }

    /// The median of the seven days that end with `today`, where enough of them are rated: what the trends say of now.
    pub fn median(&self, side: Side, today: NaiveDate) -> Option<Median> {
        let week = today.checked_sub_days(Days::new(WINDOW))?;
        let within = || self.days(side).iter().filter(|(day, _)| *day > week && *day <= today).map(|(_, pain)| *pain);
        Median::of(within()).filter(|_| within().count() >= ENOUGH)
    }

    /// Whether the first steps of that day were rated, of any foot.
    pub(super) fn has_first_steps(&self, day: NaiveDate) -> bool {
        [&self.first_step.left, &self.first_step.right].iter().any(|days| days.iter().any(|(its, _)| *its == day))
    }

    /// A routine was done at that time.
    pub fn see(&mut self, routine: &RoutineId, at: DateTime<FixedOffset>) {
        let last = self.last.entry(routine.clone()).or_insert(at);
        *last = (*last).max(at);
    }
}
