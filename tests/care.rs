//! The plan of care over simulated years: whatever a person does, skips, rates or edits, wherever they travel and whatever
//! their clock says, no rule is broken and no suggestion is empty.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use solemate::domain::body::{Feet, Side, Technique};
use solemate::domain::care::{Advice, Care, CarePlan, Doses, Due, Entry, Next, Pick, Profile, Why, Word, press};
use solemate::domain::catalogue;
use solemate::domain::plan::Level;
use solemate::domain::record::{DayMark, Ending, Fact, Pain, PainKind, Rating, SessionRecord, StepRecord, What};
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

/// A person, as this test keeps book of them: not by the days of the plan, but by what was done when.
struct Person {
    chance: Chance,
    routines: Vec<catalogue::Entry>,
    care: Care,
    facts: Vec<Fact>,
    /// What was done: the day it was lived on, when, and with what.
    done: Vec<(NaiveDate, DateTime<FixedOffset>, Vec<Technique>)>,
    red: Vec<(NaiveDate, DateTime<FixedOffset>)>,
    at: DateTime<FixedOffset>,
    /// The only foot whose first steps are rated; none where both are.
    sore: Option<Side>,
    /// How it is with the feet, week by week.
    usual: u64,
    /// How often the plan was eased off, or went back.
    words: usize,
}

/// Whether the level begins to be counted here.
fn is_change(entry: &&Entry) -> bool {
    entry.why.is_drop() || matches!(entry.why, Why::Start | Why::Clock | Why::Yes)
}

const GENTLE: [Technique; 4] =
    [Technique::Mobility, Technique::AnkleCircles, Technique::Effleurage, Technique::SustainedHold];
const ROUGH: [Technique; 5] =
    [Technique::CrossFriction, Technique::BallRoll, Technique::Roller, Technique::TriggerHold, Technique::HeelRaise];

/// No massage: all else is.
fn is_massage(techniques: &[Technique]) -> bool {
    use Technique::*;
    let none = [
        Settle,
        Mobility,
        AnkleCircles,
        Reach,
        Effleurage,
        SustainedHold,
        StretchFascia,
        StretchCalfStraight,
        StretchCalfBent,
        HeelRaise,
    ];
    techniques.iter().any(|one| !none.contains(one))
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
            red: Vec::new(),
            at,
            sore: Side::BOTH.get((seed % 3) as usize).copied(),
            usual: 2,
            words: 0,
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
        self.care.plan = plan;
    }

    fn techniques(&self, pick: &Pick) -> Vec<Technique> {
        let card = self.routines.iter().find(|one| one.id.as_ref() == Some(&pick.id)).expect("a routine there is");
        card.state.as_ref().unwrap().techniques.clone()
    }

    /// What was done so lately that it counts: a wrong clock dates things ahead, and those of another day do not.
    fn lately(&self) -> impl Iterator<Item = (NaiveDate, DateTime<FixedOffset>, &[Technique])> {
        let now = self.now();
        let counts = move |day: NaiveDate, at| at <= now.wall || day <= now.today();
        let lived = move |day: NaiveDate| day.min(now.today());
        self.done
            .iter()
            .rev()
            .take(60)
            .filter(move |(day, at, _)| counts(*day, *at))
            .map(move |(day, at, with)| (lived(*day), *at, with.as_slice()))
    }

    fn hold(&self, pick: &Pick, advice: &Advice) {
        let (now, with) = (self.now(), self.techniques(pick));
        let today = now.today();
        let has = |one| with.contains(&one);
        let away = |at: DateTime<FixedOffset>| (now.wall - at).abs();
        let again = |one: Technique, days: i64| {
            self.lately().any(|(day, at, did)| {
                did.contains(&one) && ((today - day).num_days() < days || away(at) < TimeDelta::hours(24))
            })
        };
        let context =
            || format!("{pick:?}\nat {}\n{advice:?}\n{:?}", now.wall, self.lately().take(8).collect::<Vec<_>>());
        assert!(!has(Technique::CrossFriction) || !again(Technique::CrossFriction, 2), "friction again: {}", context());
        let strength = self.care.plan.strength;
        let raises = has(Technique::HeelRaise);
        assert!(!raises || strength.on, "heel raises nobody chose: {}", context());
        assert!(!raises || !again(Technique::HeelRaise, strength.every_days.into()), "raises again: {}", context());
        let is_cold =
            self.lately().any(|(_, at, did)| did.contains(&Technique::ColdRoll) && away(at) < TimeDelta::hours(3));
        assert!(!has(Technique::ColdRoll) || !is_cold, "cold again: {}", context());
        let massages = self.lately().filter(|(day, _, did)| *day == today && is_massage(did)).count();
        let most = usize::from(self.care.plan.massage.max_per_day);
        assert!(!is_massage(&with) || massages < most.min(2), "too much massage: {}", context());
        assert!(advice.suggestion.level > Level::Light || !with.iter().any(|one| ROUGH.contains(one)), "{}", context());
    }

    fn look(&mut self) -> Advice {
        let now = self.now();
        let advice = self.care.advise(&self.facts, self.routines.iter(), Feet::Both, now);
        let again = self.care.advise(&self.facts, self.routines.iter(), Feet::Both, now);
        assert_eq!(advice, again);
        let pick = advice.suggestion.pick.as_ref().expect("no suggestion is empty");
        assert!(!pick.reasons.is_empty());
        self.hold(pick, &advice);
        advice.suggestion.second.iter().for_each(|second| self.hold(second, &advice));
        self.hold_marks(pick, &advice);
        let today = now.today();
        let counts = |day: NaiveDate, at| at <= now.wall || day <= today;
        let is_red = |(day, at): &(NaiveDate, DateTime<FixedOffset>)| {
            counts(*day, *at) && (0..2).contains(&(today - (*day).min(today)).num_days())
        };
        if self.red.iter().rev().take(10).any(is_red) {
            let with = self.techniques(pick);
            assert!(with.iter().all(|one| GENTLE.contains(one)), "not gentle after red: {advice:?}");
        }
        self.keep_level(&advice);
        self.hear_word(&advice);
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
            Word::Back => 7,
            Word::See | Word::Worse => 14,
            Word::Further => 28,
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
        for entry in news {
            self.enter(entry);
        }
    }

    fn enter(&mut self, entry: Entry) {
        if entry.why == Why::Yes {
            let before: Vec<_> = self.care.ledger.iter().filter(is_change).collect();
            let last = before.last().expect("a beginning");
            let days = (entry.day - last.day).num_days();
            let sessions = self.done.iter().filter(|(day, ..)| *day > last.day && *day <= entry.day).count();
            assert!(days >= DAYS && sessions >= SESSIONS, "too soon: {entry:?} after {last:?}, {sessions} sessions");
            let dropped = before.iter().rfind(|one| one.why.is_drop());
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
        if kind == PainKind::NowDuring && value.value() >= 6 {
            self.red.push((self.now().today(), self.at));
        }
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
        self.done.push((self.now().today(), self.at, summary.techniques.clone()));
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

    /// What the words about today and yesterday ask for.
    fn hold_marks(&self, pick: &Pick, advice: &Advice) {
        let (marks, with) = (advice.suggestion.marks, self.techniques(pick));
        let (due, is_due) = (advice.suggestion.due, advice.suggestion.is_due);
        assert!(!marks.rest || (!is_due && due == Due::default()), "due on a rest day: {advice:?}");
        let is_quiet = marks.rest || marks.tired || marks.flare;
        assert!(!is_quiet || with.iter().all(|one| GENTLE.contains(one)), "not gentle: {advice:?}");
        let tools = [Technique::BallRoll, Technique::Roller, Technique::ColdRoll];
        assert!(marks.travels.is_none() || !with.iter().any(|one| tools.contains(one)), "not packed: {advice:?}");
    }

    /// A time of the day, some of it or none, as suggested or otherwise.
    fn moment(&mut self) {
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
        if self.chance.one_in(40) {
            self.edit_plan();
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
        if self.done.len() > 4000 {
            self.done.drain(..2000);
        }
    }
}

fn live(people: u64, days: u32) {
    let (mut ups, mut drops, mut words) = (0, 0, 0);
    for seed in 1..=people {
        let mut person = Person::new(seed);
        (0..days).for_each(|_| person.day());
        ups += person.care.ledger.iter().filter(|one| one.why == Why::Yes).count();
        words += person.words;
        drops += person.care.ledger.iter().filter(|one| one.why.is_drop()).count();
    }
    // The rules about levels were met at all.
    assert!(ups > 0 && drops > 0 && words > 0, "{ups} up, {drops} down, {words} words");
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
