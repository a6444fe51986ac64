//! The routine for now, why, and another one.
//!
//! A foot that is to be left in peace comes before everything. Else the day is walked from where it is: the morning's
//! routine, the stretches that are due by then, heel raises where they are chosen, the massage of the evening. What was
//! not done is not caught up with, and turns go by what was done longest ago: a missed day moves nothing.

use chrono::{Datelike, Days as Span, NaiveDate};

use super::day::{Days, LOOK_BACK, Morning};
use super::family::Family;
use super::marks::Marks;
use super::plan::{Anchor, CarePlan, STRETCHES};
use super::reason::{Reason, When};
use super::rules::{Bar, Candidate, Flare, Foot, State, foot};
use crate::domain::order;
use crate::domain::plan::Level;
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::{Now, Seconds};

/// What takes less than this is short (F.4 of the plan's rules: the minutes of Ten by Ten and Desk Reset).
const SHORT: Seconds = Seconds(6 * 60);

/// What is done first with pain of 4 or 5 (our choice of the routines without friction and rolling).
const FOR_TENDER: [&str; 2] = ["wind-down", "calf-classic"];

/// The routine for a foot that is to be left in peace.
const GENTLE: &str = "gentle-day";

/// A routine that is suggested.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pick {
    /// What names it.
    pub id: RoutineId,
    /// What it is called.
    pub name: Clean,
    /// How long it takes for the feet that are worked.
    pub total: Seconds,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// What is suggested now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// For which part of the day.
    pub anchor: Anchor,
    /// Whether that part is still to come.
    pub is_later: bool,
    /// The routine; none only where no routine is left that may be done, or a red flag speaks against any.
    pub pick: Option<Pick>,
    /// Another one, for who would rather.
    pub second: Option<Pick>,
    /// Whether it is due; else all of today is done, and it is there for who wants it.
    pub is_due: bool,
    /// The level to do it at: the person's, or a lighter one on a sore day or for their health.
    pub level: Level,
    /// What else is due today.
    pub due: Due,
    /// What the person says of today.
    pub marks: Marks,
}

/// What is due on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Due {
    /// Whether massage is.
    pub massage: bool,
    /// Stretches done.
    pub stretched: u8,
    /// Stretches wanted.
    pub stretches: u8,
    /// Whether heel raises are.
    pub raises: bool,
    /// Whether a visit is.
    pub visit: bool,
}

impl Due {
    /// Nothing is due that no routine of the `shelf` is for.
    pub(super) fn only_of(&mut self, shelf: &[Candidate]) {
        if !shelf.iter().any(Candidate::stretches) {
            self.stretches = self.stretched;
        }
        self.massage &= shelf.iter().any(|one| one.families().are_massage());
    }

    /// Stretches that are still to be done.
    pub const fn stretches_left(&self) -> u8 {
        self.stretches.saturating_sub(self.stretched)
    }
}

/// The level to work at on this day: the person's; with pain of 4 or 5 level 2 at most, and level 1 where the foot is to be
/// left in peace.
pub(super) fn day_level(days: &Days, level: Level, now: Now) -> Level {
    match foot(days, now.today()) {
        Foot::Flare(_) => Level::Light,
        Foot::Tender(..) => level.min(Level::Medium),
        Foot::Calm => level,
    }
}

/// What is suggested now, from the routines on the `shelf`, at the level of this day.
pub(super) fn suggest(plan: &CarePlan, days: &Days, shelf: &[Candidate], level: Level, now: Now) -> Suggestion {
    let today = now.today();
    let marks = days.marks(today);
    let at = plan.anchors.nearest(now);
    if !marks.flags.is_empty() {
        let (pick, due) = (None, Due::default());
        return Suggestion { anchor: at, is_later: false, pick, second: None, is_due: false, level, due, marks };
    }
    let state = State { plan, days, now, today, foot: foot(days, today), level, marks };
    let day = Today { state, shelf };
    let due = day.due();
    let (anchor, mut pick, is_due) = match day.state.foot {
        _ if marks.rest => (at, day.gentle(vec![Reason::Rest]), false),
        Foot::Flare(why) => (at, day.gentle(vec![flare_reason(why, days, now)]), !day.is_gentle_done()),
        Foot::Tender(..) | Foot::Calm => day.walk(&due),
    };
    let second = pick.as_ref().and_then(|pick| day.second(pick, &due));
    if let Some(pick) = pick.as_mut().filter(|_| marks.travels.is_some() && is_due) {
        pick.reasons.insert(0, Reason::Travel);
        pick.reasons.truncate(2);
    }
    Suggestion { anchor, is_later: anchor > at, pick, second, is_due, level, due, marks }
}

fn flare_reason(why: Flare, days: &Days, now: Now) -> Reason {
    match why {
        Flare::Pain(pain, at) => Reason::Strong(pain, When::of(at, now)),
        Flare::Said => Reason::Flare,
        Flare::Tired => Reason::Tired,
        Flare::RedToday => Reason::RedToday(days.limits().red),
        Flare::RedYesterday => Reason::RedYesterday(days.limits().red),
        Flare::Morning => Reason::MorningClearly,
    }
}

struct Today<'a> {
    state: State<'a>,
    shelf: &'a [Candidate],
}

impl<'a> Today<'a> {
    fn named(&self, id: &RoutineId) -> Option<&'a Candidate> {
        self.shelf.iter().find(|one| one.id == *id)
    }

    fn sessions(&self) -> &[super::Sitting] {
        self.state.days.day(self.state.today).map_or(&[], |lived| &lived.sessions)
    }

    fn due(&self) -> Due {
        let plan = self.state.plan;
        if self.state.marks.rest || matches!(self.state.foot, Foot::Flare(_)) {
            return Due::default();
        }
        let stretched = self.sessions().iter().filter(|session| session.stretched).count();
        let visit = plan.visit;
        let ago = |day: NaiveDate| (self.state.today - day).num_days();
        let apart = i64::from(visit.every_days);
        // Nobody is sent to one before so many days of the program are lived. Of days that lie further back than is looked
        // nothing is known: who is here all that time has waited long enough.
        let known = LOOK_BACK.num_days() - 7;
        let is_away = match self.state.days.visit() {
            Some(last) => ago(last) >= apart,
            None => self.state.days.first().is_some_and(|first| ago(first) >= apart.min(known)),
        };
        Due {
            massage: self.massage_is_due(),
            stretched: u8::try_from(stretched).unwrap_or(u8::MAX),
            stretches: plan.stretch.per_day,
            raises: self.raises().is_some(),
            visit: visit.on && is_away,
        }
    }

    /// Whether this is a day of massage, in a week that has not had its days of it, and its main session is to come.
    fn massage_is_due(&self) -> bool {
        let (plan, today) = (self.state.plan, self.state.today);
        let is_massage = |session: &super::Sitting| session.families.are_massage() && session.routine != plan.morning;
        // What took its turn was the main session, be it a gentle one.
        let is_turn = |session: &super::Sitting| {
            plan.rotation.contains(&session.routine)
                && ![&plan.morning, &plan.stretch.routine].contains(&&session.routine)
        };
        let week = today.checked_sub_days(Span::new(6)).unwrap_or(today);
        let before = self.state.days.since(week).take_while(|(day, _)| *day < today);
        let days = before.filter(|(_, lived)| lived.sessions.iter().any(is_massage)).count();
        let is_open = days < plan.massage.per_week() && self.state.massages() < plan.massage.max_per_day;
        plan.massage.is_on(today.weekday())
            && is_open
            && !self.sessions().iter().any(|one| is_massage(one) || is_turn(one))
    }

    /// Whether the plan has no massage on this day at all.
    fn has_no_massage_today(&self) -> bool {
        let massage = &self.state.plan.massage;
        massage.max_per_day == 0 || !massage.is_on(self.state.today.weekday())
    }

    /// What comes next from this part of the day on.
    fn walk(&self, due: &Due) -> (Anchor, Option<Pick>, bool) {
        let from = self.state.plan.anchors.nearest(self.state.now);
        for anchor in Anchor::ALL.into_iter().filter(|anchor| *anchor >= from) {
            let pick = match anchor {
                Anchor::Morning => self.morning(due),
                Anchor::Midday => self.stretch_by(anchor, due).or_else(|| self.raise()),
                Anchor::Evening => self.massage(due).or_else(|| self.stretch_by(anchor, due)).or_else(|| self.raise()),
            };
            if pick.is_some() {
                return (anchor, pick, true);
            }
        }
        let nothing_done = self.sessions().is_empty();
        let reason = if nothing_done { Reason::NoMassageDay } else { Reason::AllDone };
        (Anchor::Evening, self.gentle(vec![reason]), false)
    }

    fn morning(&self, due: &Due) -> Option<Pick> {
        if !self.sessions().is_empty() {
            return None;
        }
        let plan = self.state.plan;
        // The massage of the evening is not to be used up in the morning.
        let leaves_room =
            |one: &Candidate| !one.families().are_massage() || !due.massage || plan.massage.max_per_day > 1;
        let own = self.named(&plan.morning).filter(|one| leaves_room(one) && self.state.bar(one).is_none());
        let reasons = self.with_morning(vec![Reason::BeforeStanding]);
        own.map(|one| pick(one, reasons)).or_else(|| self.stretch_by(Anchor::Morning, due))
    }

    /// A stretch, if fewer are done than are due by then.
    fn stretch_by(&self, anchor: Anchor, due: &Due) -> Option<Pick> {
        let part = match anchor {
            Anchor::Morning => 1,
            Anchor::Midday => 2,
            Anchor::Evening => STRETCHES,
        };
        let wanted = (due.stretches * part).div_ceil(STRETCHES);
        if due.stretched >= wanted {
            return None;
        }
        let mut reasons = vec![Reason::Stretches(due.stretched, due.stretches)];
        let most = self.state.plan.massage.max_per_day;
        match self.state.foot {
            Foot::Tender(pain, at) => reasons.insert(0, Reason::Tender(pain, When::of(at, self.state.now))),
            _ if self.has_no_massage_today() => reasons.push(Reason::NoMassageDay),
            _ if self.state.massages() >= most => reasons.push(Reason::EnoughMassage(most)),
            _ => {}
        }
        self.stretch(self.with_morning(reasons))
    }

    /// The routine of stretches; where it is gone, the shortest one that stretches the sole and is no massage.
    fn stretch(&self, reasons: Vec<Reason>) -> Option<Pick> {
        let may = |one: &&Candidate| self.state.bar(one).is_none();
        let other = || {
            let stretches = self.shelf.iter().filter(|one| one.stretches() && !one.families().are_massage());
            stretches.filter(may).min_by_key(|one| one.total)
        };
        let one = self.named(&self.state.plan.stretch.routine).filter(may).or_else(other)?;
        Some(pick(one, reasons))
    }

    fn raises(&self) -> Option<&'a Candidate> {
        self.named(&self.state.plan.raises()).filter(|one| self.state.raises_are_due() && self.state.bar(one).is_none())
    }

    fn raise(&self) -> Option<Pick> {
        self.raises().map(|one| pick(one, self.with_morning(vec![Reason::Raises])))
    }

    fn massage(&self, due: &Due) -> Option<Pick> {
        if !due.massage {
            return None;
        }
        if let Foot::Tender(pain, at) = self.state.foot {
            let first = FOR_TENDER.into_iter().filter_map(|id| self.shelf.iter().find(|one| one.id.as_str() == id));
            let first = self.longest_ago(first).0.or_else(|| self.longest_ago(self.rotation()).0);
            return first.map(|one| pick(one, vec![Reason::Tender(pain, When::of(at, self.state.now))]));
        }
        let (turn, bar) = self.longest_ago(self.rotation());
        if let Some(one) = turn {
            return Some(pick(one, self.with_morning(self.turn_reason(one, bar).into_iter().collect())));
        }
        // What the profile of the plan would have, and then whatever is massage and not for the morning.
        let usual = CarePlan::of(self.state.plan.profile).rotation;
        let usual = usual.iter().filter_map(|id| self.named(id));
        let is_other = |one: &&Candidate| one.families().are_massage() && one.id != self.state.plan.morning;
        let one = self.longest_ago(usual).0.or_else(|| self.longest_ago(self.shelf.iter().filter(is_other)).0)?;
        let why = match bar {
            Some(Bar::Level(level)) => Reason::Level(level),
            _ => Reason::RotationWaits,
        };
        Some(pick(one, self.with_morning(vec![why])))
    }

    /// Why it is this one's turn, if another one waits because of `bar`; nothing where a journey says it.
    fn turn_reason(&self, one: &Candidate, bar: Option<Bar>) -> Option<Reason> {
        let was_yesterday = |family| {
            let yesterday = self.state.today.pred_opt().and_then(|day| self.state.days.day(day));
            yesterday.is_some_and(|lived| lived.families().has(family))
        };
        Some(match bar {
            _ if self.state.days.sessions().next().is_none() => Reason::Begin,
            _ if self.state.tired_of().is_some() => Reason::TiredYesterday,
            _ if was_yesterday(Family::Friction) && !one.families().has(Family::Friction) => Reason::FrictionYesterday,
            Some(Bar::Friction) => Reason::FrictionToday,
            Some(Bar::Again(family)) => Reason::Again(family),
            // What was never done at this level is not missed every day anew.
            Some(Bar::Level(level)) if self.misses_by_level() => Reason::Level(level),
            Some(Bar::Travel) => return None,
            _ => Reason::InTurn,
        })
    }

    /// Whether a level leaves out something of the rotation that was done before.
    fn misses_by_level(&self) -> bool {
        self.rotation().any(|one| matches!(self.state.bar(one), Some(Bar::Level(_))) && self.last(&one.id).is_some())
    }

    fn rotation(&self) -> impl Iterator<Item = &'a Candidate> {
        self.state.plan.rotation.iter().filter_map(|id| self.named(id))
    }

    /// Of those that may be the main work of today the one done longest ago, in the order in which they come; and why the
    /// first one before it waits.
    fn longest_ago(&self, of: impl Iterator<Item = &'a Candidate>) -> (Option<&'a Candidate>, Option<Bar>) {
        let mut turns: Vec<(Option<NaiveDate>, &Candidate)> = of.map(|one| (self.last(&one.id), one)).collect();
        order::by_key(&mut turns, |(last, _)| *last);
        let mut first_bar = None;
        for (_, one) in turns {
            match self.state.bar_as_main(one) {
                None => return (Some(one), first_bar),
                bar => first_bar = first_bar.or(bar),
            }
        }
        (None, first_bar)
    }

    fn last(&self, id: &RoutineId) -> Option<NaiveDate> {
        self.state.days.sessions().find(|(_, session)| session.routine == *id).map(|(day, _)| day)
    }

    /// The routine for a foot that is to be left in peace; where it is not gentle any more, another one that is.
    fn gentle(&self, reasons: Vec<Reason>) -> Option<Pick> {
        let is_away = self.state.marks.travels.is_some();
        let is_gentle = |one: &&Candidate| one.families().are_gentle() && (one.travels || !is_away);
        let own = self.shelf.iter().find(|one| one.id.as_str() == GENTLE).filter(is_gentle);
        let other = || self.shelf.iter().filter(is_gentle).min_by_key(|one| one.total);
        own.or_else(other).map(|one| pick(one, reasons))
    }

    fn is_gentle_done(&self) -> bool {
        self.sessions().iter().any(|session| session.families.are_gentle())
    }

    /// Another one: for a flare only something cold; beside what takes long something short, beside what is short what
    /// comes tonight.
    fn second(&self, first: &Pick, due: &Due) -> Option<Pick> {
        let is_other = |pick: &Pick| pick.id != first.id;
        if let Foot::Flare(_) = self.state.foot {
            let is_cold = |one: &&Candidate| one.families().are_only(Family::Cold);
            let cold = self.shelf.iter().filter(is_cold).find(|one| self.state.bar(one).is_none());
            return cold.map(|one| pick(one, vec![Reason::Cools])).filter(is_other);
        }
        if first.total >= SHORT {
            let short = self.stretch(vec![Reason::Short]).filter(|pick| pick.total < SHORT);
            return short.or_else(|| self.gentle(vec![Reason::Little])).filter(is_other);
        }
        let tonight = || {
            let mut pick = self.massage(due)?;
            pick.reasons = vec![Reason::Ahead];
            Some(pick)
        };
        let gentle = || self.gentle(vec![Reason::Little]).filter(is_other);
        // Beside a short evening that is gentle already a shorter stretch is left.
        let shorter = || self.stretch(vec![Reason::Short]).filter(|pick| due.massage && pick.total < first.total);
        tonight().filter(is_other).or_else(gentle).or_else(shorter)
    }

    /// With what the morning was like, where that is known and not said yet.
    fn with_morning(&self, mut reasons: Vec<Reason>) -> Vec<Reason> {
        if reasons.iter().any(|reason| matches!(reason, Reason::Tender(_, When::ThisMorning))) {
            return reasons;
        }
        reasons.extend(match self.state.days.morning(self.state.today) {
            Some(Morning::Usual) => Some(Reason::MorningUsual),
            Some(Morning::Lower) => Some(Reason::MorningLower),
            Some(Morning::Higher) => Some(Reason::MorningHigher),
            Some(Morning::Clearly) | None => None,
        });
        reasons
    }
}

fn pick(one: &Candidate, reasons: Vec<Reason>) -> Pick {
    Pick { id: one.id.clone(), name: one.name.clone(), total: one.total, reasons }
}
