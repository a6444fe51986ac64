//! The plan of care over simulated years: whatever a person does, skips, rates or edits, wherever they travel and whatever
//! their clock says, no rule is broken and no suggestion is empty.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

#[path = "care/rules.rs"]
mod rules;

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use solemate::config::parse_plan;
use solemate::domain::body::{Feet, Side, Technique};
use solemate::domain::care::{
    Advice, Care, CarePlan, Doses, Due, Entry, Next, Pick, Profile, VISIT, Why, Word, flag, press,
};
use solemate::domain::catalogue;
use solemate::domain::health::{self, Answer, Question};
use solemate::domain::limits::Limits;
use solemate::domain::plan::Level;
use solemate::domain::record::{
    DayMark, Ending, Event, Fact, Pain, PainKind, Rating, RedFlag, SessionRecord, StepRecord, What,
};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Now};
use solemate::store::library::Library;

/// Numbers as if by chance, the same ones every time (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.next(many) == 0
    }
}

/// What published advice and our rules ask for: at a level before the next one, and after a drop.
const DAYS: i64 = 7;
const SESSIONS: usize = 6;
const STAY: i64 = 3;

/// Plans that nobody can read, or not all of.
const BROKEN: [&str; 5] = [
    "rotation = [[[[",
    "profile = 7\nlevel = 9\nmassage = { max_per_day = 200 }\n",
    "rotation = [\"nothing-of-this-name\"]\nmorning = \"gone\"\nstretch = { routine = \"gone\" }\n",
    "limits = { gentle = 10, red = 10, stay = 0, clearly = 9 }\nstrength = { on = true, every_days = 1 }\n",
    "\u{feff}anchors = { morning = \"23:00\" }\nlimits.red = 2\nlimits.amber = 3\n",
];

/// A person, as this test keeps book of them: not by the days of the plan, but by what was done when.
struct Person {
    chance: Chance,
    routines: Vec<catalogue::Entry>,
    care: Care,
    facts: Vec<Fact>,
    /// By time.
    done: Vec<Did>,
    felt: Vec<Felt>,
    /// The days of hands-on visits, and when they were said.
    visits: Vec<(NaiveDate, DateTime<FixedOffset>)>,
    /// The level as it was last seen.
    level: Option<Level>,
    at: DateTime<FixedOffset>,
    /// The only foot whose first steps are rated; none where both are.
    sore: Option<Side>,
    /// How it is with the feet, week by week.
    usual: u64,
    /// Whether anything is said of their health.
    is_ill: bool,
    /// How often the plan was eased off, or went back.
    words: usize,
    /// How often something spoke against a session.
    flags: usize,
}

/// A session: the day it was lived on, when, and with what.
#[derive(Debug)]
struct Did {
    day: NaiveDate,
    at: DateTime<FixedOffset>,
    id: RoutineId,
    with: Vec<Technique>,
}

/// A rating, and the day it was lived on.
#[derive(Debug)]
struct Felt {
    day: NaiveDate,
    at: DateTime<FixedOffset>,
    kind: PainKind,
    side: Side,
    value: u8,
}

/// Whether the level begins to be counted here.
fn is_change(entry: &&Entry) -> bool {
    entry.why.is_drop() || matches!(entry.why, Why::Start | Why::Clock | Why::Yes)
}

impl Person {
    fn new(seed: u64) -> Self {
        let at = DateTime::parse_from_rfc3339("2024-01-01T06:30:00+01:00").unwrap();
        let mut person = Self {
            chance: Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            routines: Library::new(None).entries(),
            care: Care::default(),
            facts: Vec::new(),
            done: Vec::new(),
            felt: Vec::new(),
            visits: Vec::new(),
            level: None,
            at,
            sore: Side::BOTH.get((seed % 3) as usize).copied(),
            usual: 2,
            is_ill: seed.is_multiple_of(4),
            words: 0,
            flags: 0,
        };
        person.edit_plan();
        person
    }

    fn now(&self) -> Now {
        Now { moment: Moment::default(), wall: self.at, dawn: Default::default() }
    }

    fn edit_plan(&mut self) {
        let profile = [Profile::Mild, Profile::Persistent, Profile::Custom][self.chance.next(3) as usize];
        let mut plan = CarePlan::of(profile);
        plan.strength.on = self.chance.one_in(2);
        plan.strength.stage = self.chance.next(4) as u8;
        plan.strength.every_days = 2 + self.chance.next(2) as u8;
        plan.massage.max_per_day = self.chance.next(3) as u8;
        plan.stretch.per_day = self.chance.next(7) as u8;
        if self.chance.one_in(3) {
            let ids: Vec<_> = self.routines.iter().filter_map(|one| one.id.clone()).collect();
            let count = 1 + self.chance.next(5) as usize;
            let from = self.chance.next(ids.len() as u64) as usize;
            plan.rotation = ids.into_iter().cycle().skip(from).take(count).collect();
            plan.massage.days = [true; 7];
        }
        let limits = &mut plan.limits;
        for limit in Limits::ALL {
            if self.chance.one_in(12) {
                let many = u64::from(limit.most.min(limit.least + 8) - limit.least) + 1;
                *limits.place(limit.key).unwrap() = limit.least + self.chance.next(many) as u8;
            }
        }
        if !limits.are_in_order() {
            *limits = Limits::DEFAULT;
        }
        if self.chance.one_in(8) {
            let (read, problems) = parse_plan(BROKEN[self.chance.next(BROKEN.len() as u64) as usize]);
            assert!(!problems.is_empty() || read.rotation != plan.rotation, "it is said what is wrong");
            plan = read;
        }
        self.care.plan = plan;
    }

    /// What is said of one's health: some of it, all of it, or a file that cannot be read.
    fn edit_health(&mut self) {
        let mut profile = if self.chance.one_in(9) { health::Profile::unread() } else { health::Profile::default() };
        for question in Question::ALL {
            let answer = match self.chance.next(12) {
                0 if question != Question::Painkillers => Some(Answer::Yes),
                1 if question.has_day() => Some(Answer::Since(self.now().today())),
                2 if question.can_be_agreed() => Some(Answer::Agreed),
                3..=5 => Some(Answer::No),
                _ => None,
            };
            profile.set(question, answer);
        }
        self.care.health = profile;
    }

    /// The day that something counts for: a wrong clock dates things ahead, and those of another day do not count.
    fn counts(&self, day: NaiveDate, at: DateTime<FixedOffset>) -> Option<NaiveDate> {
        let now = self.now();
        (at <= now.wall || day <= now.today()).then(|| day.min(now.today()))
    }

    /// What was done lately, with the day it counts for, newest first.
    fn lately(&self) -> impl Iterator<Item = (NaiveDate, &Did)> {
        let old = self.at - TimeDelta::days(100);
        let recent = self.done.iter().rev().take_while(move |did| did.at >= old);
        recent.filter_map(|did| Some((self.counts(did.day, did.at)?, did)))
    }

    fn look(&mut self) -> Advice {
        let now = self.now();
        let advice = self.care.advise(&self.facts, self.routines.iter(), Feet::Both, now);
        assert_eq!(advice, self.care.advise(&self.facts, self.routines.iter(), Feet::Both, now));
        self.hold_rules(&advice);
        self.keep_level(&advice);
        self.hold_level(&advice);
        // What could be offered at once is not: the level goes first.
        if !advice.standing.offers {
            self.hear_word(&advice);
        }
        advice
    }

    /// What is said of the weeks is said once, and again after as many days at the earliest as such a time takes. Most are
    /// answered with a yes.
    fn hear_word(&mut self, advice: &Advice) {
        let Some(word) = advice.word else { return };
        let today = self.now().today();
        let said = self.care.ledger.iter().filter(|one| one.why == word.said() && one.day <= today).map(|one| one.day);
        let least = match word {
            Word::Ease => 28,
            Word::Back | Word::See | Word::Worse => 7,
            Word::Further => 28,
            Word::Landed => 1,
        };
        assert!(said.max().is_none_or(|last| (today - last).num_days() >= least), "said again: {word:?} {advice:?}");
        let level = advice.standing.level;
        self.care.enter(&[Entry { day: today, level, why: word.said() }]);
        let Some(yes) = word.yes().filter(|_| !self.chance.one_in(3)) else { return };
        let before = Doses::of(&self.care.plan);
        let doses = if word == Word::Ease { before.eased() } else { self.care.eased.expect("what it was") };
        self.care.eased = (word == Word::Ease).then_some(before);
        (self.care.plan.massage.days, self.care.plan.stretch.per_day) = (doses.days, doses.stretches);
        self.care.enter(&[Entry { day: today, level, why: yes }]);
        self.words += 1;
    }

    /// What the program writes down, and a person who says yes to most things and no to some.
    fn keep_level(&mut self, advice: &Advice) {
        let (standing, today) = (&advice.standing, self.now().today());
        let mut news = standing.news.clone();
        if standing.offers {
            let why = if self.chance.one_in(3) { Why::No } else { Why::Yes };
            let level = if why == Why::Yes { standing.level.up().expect("a firmer one") } else { standing.level };
            news.push(Entry { day: today, level, why });
        }
        if standing.next != Next::Open {
            assert_eq!(standing.yes(today), None);
        }
        assert!(self.level.is_none_or(|before| standing.level <= before), "up without a yes: {advice:?}");
        self.level = Some(news.iter().rev().find(|one| one.why == Why::Yes).map_or(standing.level, |one| one.level));
        for entry in news {
            self.enter(entry);
        }
    }

    fn enter(&mut self, entry: Entry) {
        if entry.why == Why::Yes {
            let before: Vec<_> = self.care.ledger.iter().filter(is_change).collect();
            let last = before.last().expect("a beginning");
            let days = (entry.day - last.day).num_days();
            let sessions = self.lately().filter(|(day, _)| *day > last.day && *day <= entry.day).count();
            assert!(days >= DAYS && sessions >= SESSIONS, "too soon: {entry:?} after {last:?}, {sessions} sessions");
            self.hold_yes(last.level, entry.day);
            // A clock that was ahead has dated drops that are yet to come.
            let dropped = before.iter().rfind(|one| one.why.is_drop() && one.day <= entry.day);
            assert!(dropped.is_none_or(|one| (entry.day - one.day).num_days() >= STAY), "too soon after a drop");
        }
        if entry.why.is_drop() {
            let from = self.care.ledger.iter().rfind(is_change).expect("a beginning");
            assert_eq!(Some(entry.level), from.level.down());
            assert!(!from.why.is_drop() || (entry.day - from.day).num_days() >= STAY, "dropped again within the stay");
        }
        self.care.enter(&[entry]);
    }

    fn rate(&mut self, kind: PainKind, value: u64) {
        let side = Side::BOTH[self.chance.next(2) as usize];
        self.rate_foot(side, kind, value);
    }

    fn rate_foot(&mut self, side: Side, kind: PainKind, value: u64) {
        let value = Pain::try_from(value.min(10) as u8).unwrap();
        self.felt.push(Felt { day: self.now().today(), at: self.at, kind, side, value: value.value() });
        let rating = Rating { side, kind, value, session: None, note: None, place: None };
        self.facts.push(Fact { rev: 0, ..Fact::new(self.at, What::Pain(rating)) });
    }

    fn do_it(&mut self, card: &catalogue::Entry) {
        let summary = card.state.as_ref().unwrap();
        let step = |technique: &Technique| StepRecord {
            name: Clean::default(),
            technique: Some(*technique),
            side: None,
            planned: Duration::from_secs(60),
            done: Duration::from_secs(60),
            skipped: false,
            hurts: Vec::new(),
        };
        let record = SessionRecord {
            routine: card.id.clone().unwrap(),
            name: summary.name.clone(),
            started: self.at,
            ending: Ending::Finished,
            planned: Duration::from_secs(600),
            lived: Duration::from_secs(600),
            paused: Duration::ZERO,
            fitted: None,
            steps: summary.techniques.iter().map(step).collect(),
        };
        let (day, id) = (self.now().today(), record.routine.clone());
        // By time: a clock that was ahead dates things that come later than what is done next.
        let place = self.done.partition_point(|did| did.at <= self.at);
        self.done.insert(place, Did { day, at: self.at, id, with: summary.techniques.clone() });
        self.facts.push(Fact::new(self.at, What::Session(record)));
        if self.chance.one_in(4) {
            let value = self.chance.next(5) + if self.chance.one_in(6) { 3 } else { 0 };
            self.rate(PainKind::NowDuring, value);
        }
    }

    /// A word about the day: kept, or taken back where it was said.
    fn say_a_word(&mut self) {
        let mark = DayMark::ALL[self.chance.next(DayMark::ALL.len() as u64) as usize];
        for fact in press(&self.facts, mark, self.now()) {
            self.facts.retain(|known| known.id != fact.id);
            self.facts.extend((fact.what != What::Removed).then_some(fact));
        }
    }

    /// A yes to some of the questions before a session, or that none of it is so any more.
    fn flag(&mut self) {
        let is_said = !self.chance.one_in(4);
        let said = RedFlag::ALL.into_iter().filter(|_| is_said && self.chance.one_in(2)).collect();
        for fact in flag(&self.facts, said, self.now()) {
            self.facts.retain(|known| known.id != fact.id);
            self.facts.extend((fact.what != What::Removed).then_some(fact));
        }
        let known = self.look().suggestion.marks.flags;
        assert!(said.iter().all(|one| known.iter().any(|other| other == one)), "{said:?} is not known: {known:?}");
        self.flags += usize::from(!said.is_empty());
    }

    /// A time of the day, some of it or none, as suggested or otherwise.
    fn moment(&mut self) {
        if self.chance.one_in(5) {
            for side in Side::BOTH {
                let value = self.chance.next(5) + if self.chance.one_in(4) { 4 } else { 0 };
                self.rate_foot(side, PainKind::NowBefore, value);
            }
        }
        let advice = self.look();
        let choice = self.chance.next(10);
        let pick = match choice {
            0..=5 => advice.suggestion.pick,
            6 => advice.suggestion.second,
            _ => None,
        };
        let wanted = pick.map(|pick| pick.id).or_else(|| {
            let any = self.chance.next(self.routines.len() as u64) as usize;
            (choice == 7).then(|| self.routines[any].id.clone()).flatten()
        });
        if let Some(card) = self.routines.iter().find(|one| wanted.is_some() && one.id == wanted).cloned() {
            self.do_it(&card);
        }
    }

    fn day(&mut self) {
        if self.chance.one_in(10) {
            let hours = self.chance.next(26) as i32 - 12;
            self.at = self.at.with_timezone(&FixedOffset::east_opt(hours * 3600).unwrap());
        }
        if self.chance.one_in(12) {
            self.say_a_word();
        }
        if self.chance.one_in(20) {
            self.flag();
        }
        if self.chance.one_in(40) {
            self.edit_plan();
        }
        if self.is_ill && self.chance.one_in(60) {
            self.edit_health();
        }
        if self.chance.one_in(15) {
            self.visits.push((self.now().today(), self.at));
            self.facts.push(Fact::new(self.at, What::Event(Event { text: Clean::visible(VISIT) })));
        }
        // The file of levels is lost, or its last line is.
        if self.chance.one_in(400) {
            self.care.ledger.truncate(if self.chance.one_in(2) { 0 } else { self.care.ledger.len().saturating_sub(1) });
            self.level = None;
        }
        if self.chance.one_in(200) {
            self.at += TimeDelta::days(self.chance.next(120) as i64);
        }
        if self.chance.one_in(50) {
            self.usual = self.chance.next(3);
        }
        if !self.chance.one_in(4) {
            let worse = if self.chance.one_in(9) { self.chance.next(6) } else { 0 };
            let usual = self.usual + self.chance.next(2);
            let side = self.sore.unwrap_or(Side::BOTH[self.chance.next(2) as usize]);
            self.rate_foot(side, PainKind::FirstStep, usual + worse);
        }
        // The clock is wrong for a moment: hours or years.
        if self.chance.one_in(60) {
            let right = self.at;
            self.at += TimeDelta::hours([-30, -2, 5, 40, 24 * 400][self.chance.next(5) as usize]);
            if self.at < right || self.chance.one_in(2) {
                self.look();
            } else {
                self.moment();
            }
            self.at = right;
        }
        for _ in 0..1 + self.chance.next(3) {
            self.moment();
            self.at += TimeDelta::minutes(60 + self.chance.next(360) as i64);
        }
        self.at += TimeDelta::minutes(300 + self.chance.next(400) as i64);
        let old = self.at - TimeDelta::days(100);
        self.facts.retain(|fact| fact.at >= old);
        self.felt.retain(|felt| felt.at >= old);
        if self.done.len() > 4000 {
            self.done.drain(..2000);
        }
    }
}

fn live(people: u64, days: u32) {
    let (mut ups, mut drops, mut words, mut flags) = (0, 0, 0, 0);
    for seed in 1..=people {
        let mut person = Person::new(seed);
        (0..days).for_each(|_| person.day());
        ups += person.care.ledger.iter().filter(|one| one.why == Why::Yes).count();
        words += person.words;
        flags += person.flags;
        drops += person.care.ledger.iter().filter(|one| one.why.is_drop()).count();
    }
    // The rules were met at all.
    assert!(ups > 0 && drops > 0 && words > 0 && flags > 0, "{ups} up, {drops} down, {words} words, {flags} flags");
}

#[test]
fn no_rule_is_broken_and_no_suggestion_is_empty_in_years_of_living() {
    live(8, 180);
}

#[test]
#[ignore = "a million days take minutes: cargo test --release --test care -- --ignored"]
fn no_rule_is_broken_in_a_million_days() {
    live(1000, 1000);
}
