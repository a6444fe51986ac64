//! Weeks worked by hand, for both profiles.

mod ease;
mod level;
mod marks;

use std::time::Duration;

use chrono::{DateTime, Days as Span, FixedOffset, NaiveDate};

use super::*;
use crate::domain::body::{Side, Technique};
use crate::domain::health::{Answer, Question};
use crate::domain::limits::Limits;
use crate::domain::plan::Level;
use crate::domain::record::{
    DayMark, Ending, Event, Flagged, MarkedDay, Pain, PainKind, Rating, RedFlag, SessionRecord, StepRecord, What,
};
use crate::domain::routine::RoutineId;
use crate::domain::text::Clean;
use crate::domain::time::{Moment, Seconds, stamp};
use crate::domain::words;

/// What is on the shelf: id, techniques, minutes for both feet.
const SHELF: &[(&str, &[Technique], u32)] = {
    use Technique::*;
    &[
        ("first-steps", &[StretchFascia, Kneading, Effleurage, DeepGlide, Mobility], 9),
        ("calf-classic", &[Kneading, Reach], 13),
        ("calf-chair", &[Circles, Effleurage], 6),
        ("six-ways", &[SustainedHold, TriggerHold, BallRoll, CrossFriction, Kneading, StretchFascia], 20),
        ("studio-flow", &[Kneading, Effleurage, DeepGlide, StretchFascia, StretchCalfStraight], 16),
        ("ball-roll", &[BallRoll, TriggerHold, StretchFascia], 7),
        ("cold-bottle", &[ColdRoll], 11),
        ("ten-by-ten", &[StretchFascia], 5),
        ("wind-down", &[Kneading, Effleurage, StretchFascia], 15),
        ("slow-raises-1", &[HeelRaise], 11),
        ("gentle-day", &[Effleurage, SustainedHold, Mobility], 6),
        ("full-session", &[Kneading, BallRoll, CrossFriction, StretchFascia], 27),
        ("my-own", &[CrossFriction, StretchFascia], 8),
    ]
};

fn shelf() -> Vec<Candidate> {
    let candidate = |(id, techniques, minutes): &(&'static str, &[Technique], u32)| Candidate {
        id: RoutineId::shipped(id),
        name: Clean::visible(id),
        techniques: techniques.to_vec(),
        total: Seconds(minutes * 60),
        one_foot: Seconds(minutes * 30),
        travels: !["six-ways", "ball-roll", "cold-bottle", "calf-chair", "full-session", "slow-raises-1"].contains(id),
    };
    SHELF.iter().map(candidate).collect()
}

fn techniques(id: &str) -> &'static [Technique] {
    SHELF.iter().find(|one| one.0 == id).unwrap().1
}

/// `day` counts from Monday 2 November 2026.
fn at(day: u64, time: &str) -> DateTime<FixedOffset> {
    let date = date(day);
    stamp::read(&format!("{date}T{time}:00+01:00")).unwrap()
}

fn date(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap().checked_add_days(Span::new(day)).unwrap()
}

fn now(day: u64, time: &str) -> Now {
    Now { moment: Moment::default(), wall: at(day, time), dawn: Default::default() }
}

/// A life so far.
#[derive(Default)]
struct Life {
    care: Care,
    facts: Vec<Fact>,
}

impl Life {
    fn of(profile: Profile, level: Level) -> Self {
        let plan = CarePlan { level: Some(level), ..CarePlan::of(profile) };
        let ledger = vec![Entry { day: date(0), level, why: Why::Start }];
        Self { care: Care { plan, ledger, ..Care::default() }, facts: Vec::new() }
    }

    fn did(&mut self, id: &'static str, day: u64, time: &str) -> &mut Self {
        let step = |technique: &Technique| StepRecord {
            name: Clean::visible("a step"),
            technique: Some(*technique),
            side: Some(Side::Left),
            planned: Duration::from_secs(60),
            done: Duration::from_secs(60),
            skipped: false,
            hurts: Vec::new(),
        };
        let mut steps: Vec<StepRecord> = techniques(id).iter().map(step).collect();
        steps[0].done = Duration::from_secs(120);
        let record = SessionRecord {
            routine: RoutineId::shipped(id),
            name: Clean::visible(id),
            started: at(day, time),
            ending: Ending::Finished,
            planned: Duration::from_secs(600),
            lived: Duration::from_secs(600),
            paused: Duration::ZERO,
            fitted: None,
            steps,
        };
        self.facts.push(Fact::new(at(day, time), What::Session(record)));
        self
    }

    /// One that broke off after so many seconds of each step.
    fn began(&mut self, id: &'static str, day: u64, time: &str, seconds: u64) -> &mut Self {
        self.did(id, day, time);
        if let Some(What::Session(record)) = self.facts.last_mut().map(|fact| &mut fact.what) {
            record.ending = Ending::Early;
            record.steps.iter_mut().for_each(|step| step.done = Duration::from_secs(seconds));
        }
        self
    }

    fn rated(&mut self, kind: PainKind, value: u8, day: u64, time: &str) -> &mut Self {
        let value = Pain::try_from(value).unwrap();
        let rating = Rating { side: Side::Left, kind, value, session: None, note: None, place: None };
        self.facts.push(Fact::new(at(day, time), What::Pain(rating)));
        self
    }

    fn mornings(&mut self, values: &[u8]) -> &mut Self {
        for (day, value) in (0..).zip(values) {
            self.rated(PainKind::FirstStep, *value, day, "07:10");
        }
        self
    }

    fn suggestion(&self, day: u64, time: &str) -> Suggestion {
        let days = Days::of(&self.facts, now(day, time)).by(self.care.plan.limits);
        let standing = self.standing(day, time);
        let level = suggest::day_level(&days, standing.level, now(day, time));
        suggest::suggest(&self.care.plan, &days, &shelf(), level, now(day, time))
    }

    fn standing(&self, day: u64, time: &str) -> Standing {
        let days = Days::of(&self.facts, now(day, time)).by(self.care.plan.limits);
        Standing::of(&self.care.ledger, self.care.plan.level, &days, date(day))
    }

    fn says(&self, day: u64, time: &str) -> String {
        let suggestion = self.suggestion(day, time);
        let pick = suggestion.pick.as_ref().unwrap();
        format!("{}: {}: {}", words::care::when(&suggestion), pick.id, words::care::why(pick))
    }
}

#[test]
fn a_session_that_was_only_begun_is_not_what_the_day_has_had() {
    for (seconds, counts) in [(3, false), (29, false), (30, true), (60, true)] {
        let mut life = Life::of(Profile::Persistent, Level::Medium);
        let before = life.says(0, "21:00");
        life.began("calf-classic", 0, "20:00", seconds);
        assert_eq!(life.says(0, "21:00") != before, counts, "{seconds} s");
    }
}

#[test]
fn what_is_for_later_is_said_to_be() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.did("first-steps", 0, "06:55");
    assert!(life.says(0, "08:00").starts_with("At midday: ten-by-ten: "), "{}", life.says(0, "08:00"));
    assert!(life.says(0, "12:00").starts_with("Midday: ten-by-ten: "));
}

#[test]
fn a_persistent_week_goes_by_turns_with_friction_never_on_following_days() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    let mut evenings = Vec::new();
    for day in 0..9 {
        assert!(life.says(day, "06:50").starts_with("This morning: first-steps: Best before you stand up"), "{day}");
        life.did("first-steps", day, "06:55");
        let midday = life.suggestion(day, "13:00");
        assert_eq!((midday.anchor, midday.pick.unwrap().id.as_str()), (Anchor::Midday, "ten-by-ten"));
        life.did("ten-by-ten", day, "13:00");
        let id = life.suggestion(day, "21:00").pick.unwrap().id;
        evenings.push(id.as_str().to_owned());
        let id = SHELF.iter().find(|one| one.0 == id.as_str()).unwrap().0;
        life.did(id, day, "21:00");
        if life.suggestion(day, "22:00").due.stretches_left() > 0 {
            assert!(
                life.says(day, "22:00").contains("ten-by-ten: 2 of 3 stretches done"),
                "{}",
                life.says(day, "22:00")
            );
            life.did("ten-by-ten", day, "22:00");
        }
        assert_eq!(life.says(day, "22:30"), "If you like: gentle-day: All of today is done.", "{day}");
    }
    // Two days of kneading put off the third: the full session, then Six Ways, then Studio Flow wait for a day each.
    let expected = [
        "calf-classic",
        "studio-flow",
        "ball-roll",
        "full-session",
        "calf-chair",
        "gentle-day",
        "six-ways",
        "calf-classic",
        "ball-roll",
    ];
    assert_eq!(evenings, expected);
}

#[test]
fn the_reason_is_one_sentence() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.mornings(&[3, 3, 2, 3, 3]).did("full-session", 3, "21:00");
    assert_eq!(life.says(4, "20:00"), "Tonight: calf-classic: Yesterday was friction, this morning was as usual.");
    life.did("calf-classic", 2, "12:00");
    assert!(life.says(4, "20:00").contains("ball-roll: Yesterday was friction"), "{}", life.says(4, "20:00"));
}

#[test]
fn a_mild_week_has_massage_on_three_days_and_stretches_on_all() {
    let mut life = Life::of(Profile::Mild, Level::Medium);
    let mut massages = Vec::new();
    for day in 0..7 {
        assert!(life.says(day, "07:00").starts_with("This morning: ten-by-ten"));
        life.did("ten-by-ten", day, "07:00").did("ten-by-ten", day, "13:00");
        let evening = life.suggestion(day, "20:30").pick.unwrap().id;
        if evening.as_str() != "ten-by-ten" {
            massages.push((day, evening.as_str().to_owned()));
        }
        life.did(SHELF.iter().find(|one| one.0 == evening.as_str()).unwrap().0, day, "20:30");
    }
    let expected = [(0, "full-session"), (2, "calf-classic"), (5, "studio-flow")];
    assert_eq!(massages, expected.map(|(day, id)| (day, id.to_owned())));
}

#[test]
fn a_missed_day_moves_nothing_and_is_not_spoken_of() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.did("calf-classic", 0, "21:00");
    let next = life.says(1, "20:00");
    assert_eq!(next, "Tonight: studio-flow: It is next in turn.");
    assert_eq!([life.says(2, "20:00"), life.says(30, "20:00")], [next.clone(), next]);
}

#[test]
fn after_a_red_rating_the_foot_is_left_in_peace() {
    let mut life = Life::of(Profile::Persistent, Level::Firm);
    life.did("full-session", 2, "21:00").rated(PainKind::NowDuring, 6, 2, "21:10");
    for (day, time) in [(2, "21:30"), (3, "07:00"), (3, "21:00")] {
        let said = life.suggestion(day, time);
        assert_eq!(said.pick.unwrap().id.as_str(), "gentle-day");
        assert_eq!((said.level, said.second.unwrap().id.as_str()), (Level::Light, "cold-bottle"));
        assert_eq!(said.due, Due::default());
    }
    assert_ne!(life.suggestion(4, "21:00").pick.unwrap().id.as_str(), "gentle-day");
    life.rated(PainKind::FirstStep, 7, 4, "07:00");
    assert_eq!(life.says(4, "21:00"), "Tonight: gentle-day: This morning was 7.");
    life.did("cold-bottle", 4, "20:00");
    assert_eq!(life.suggestion(4, "21:00").second, None, "cold waits for three hours");
}

#[test]
fn a_morning_clearly_above_the_usual_asks_for_something_gentle_and_a_lighter_level() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.mornings(&[2, 2, 3, 2, 5]).did("calf-classic", 3, "21:00");
    assert_eq!(life.says(4, "20:00"), "Tonight: gentle-day: This morning was clearly higher than usual.");
    let standing = life.standing(4, "20:00");
    assert_eq!(standing.level, Level::Light);
    assert_eq!(standing.news, [Entry { day: date(4), level: Level::Light, why: Why::Morning }]);
}

#[test]
fn a_short_and_gentle_evening_has_a_shorter_runner_up() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.care.plan.rotation = vec![RoutineId::shipped("gentle-day")];
    life.did("ten-by-ten", 0, "07:00");
    let mut shelf = shelf();
    shelf.iter_mut().for_each(|one| one.total = one.one_foot);
    let days = Days::of(&life.facts, now(0, "21:00"));
    let said = suggest::suggest(&life.care.plan, &days, &shelf, Level::Medium, now(0, "21:00"));
    let second = said.second.unwrap();
    assert_eq!((said.pick.unwrap().id.as_str(), second.id.as_str()), ("gentle-day", "ten-by-ten"));
    assert_eq!(second.reasons, [Reason::Short]);
}

#[test]
fn sore_feet_get_neither_friction_nor_rolling() {
    let mut life = Life::of(Profile::Persistent, Level::Firm);
    life.did("first-steps", 1, "07:00").did("ten-by-ten", 1, "13:00").rated(PainKind::NowBefore, 5, 1, "20:00");
    let said = life.suggestion(1, "20:10");
    assert_eq!((said.pick.unwrap().id.as_str(), said.level), ("wind-down", Level::Medium));
    life.did("wind-down", 0, "21:00");
    assert_eq!(life.says(1, "20:10"), "Tonight: calf-classic: Pain is 5 now.");
}

#[test]
fn level_1_leaves_out_friction_and_rolling_also_in_ones_own_routines() {
    let mut life = Life::of(Profile::Custom, Level::Light);
    life.care.plan.massage.days = [true; 7];
    life.care.plan.rotation = ["my-own", "full-session", "calf-classic"].map(RoutineId::shipped).to_vec();
    life.did("ten-by-ten", 0, "07:00").did("ten-by-ten", 0, "13:00");
    assert_eq!(life.says(0, "21:00"), "Tonight: calf-classic: It is next in turn.", "what never was is not missed");
    life.care.ledger[0].level = Level::Medium;
    assert_eq!(life.suggestion(0, "21:00").pick.unwrap().id.as_str(), "my-own");
    life.did("my-own", 0, "21:00");
    assert_eq!(life.says(1, "21:00"), "Tonight: calf-classic: Yesterday was friction.");
    life.care.ledger[0].level = Level::Light;
    life.did("calf-classic", 1, "21:00");
    assert_eq!(life.says(2, "21:00"), "Tonight: calf-classic: Level 1 leaves out what would be next.");
}

#[test]
fn heel_raises_come_every_second_day_and_only_if_chosen() {
    let mut life = Life::of(Profile::Mild, Level::Medium);
    let due = |life: &Life, day| life.suggestion(day, "13:00").due.raises;
    assert!(!due(&life, 1));
    life.care.plan.strength.on = true;
    assert!(due(&life, 1));
    life.did("ten-by-ten", 1, "07:00").did("ten-by-ten", 1, "12:30");
    assert_eq!(life.says(1, "13:00"), "Midday: slow-raises-1: Heel raises are due.");
    life.did("slow-raises-1", 1, "13:00");
    assert!(!due(&life, 1) && !due(&life, 2) && due(&life, 3));
    life.care.ledger[0].level = Level::Light;
    assert!(!due(&life, 3), "not at level 1");
}

#[test]
fn a_visit_is_due_every_week_and_ticked_by_an_event() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    assert!(!life.suggestion(0, "12:00").due.visit, "nobody is sent to one on the first day");
    life.did("calf-classic", 0, "21:00");
    assert!(!life.suggestion(6, "12:00").due.visit && life.suggestion(7, "12:00").due.visit);
    let event = Event { text: Clean::visible("Hands-on visit, Dr Lind") };
    life.facts.push(Fact::new(at(1, "10:00"), What::Event(event)));
    assert!(!life.suggestion(3, "12:00").due.visit && life.suggestion(8, "12:00").due.visit);
}

#[test]
fn a_visit_comes_due_however_long_the_time_between_two_may_be() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    for day in 0..200 {
        life.did("ten-by-ten", day, "21:00");
    }
    life.facts.push(Fact::new(at(20, "10:00"), What::Event(Event { text: Clean::visible(VISIT) })));
    for apart in [28, 77, 83, 84] {
        life.care.plan.visit.every_days = apart;
        let first = (20..200).find(|day| life.suggestion(*day, "12:00").due.visit).map(|day| day - 20);
        assert_eq!(first, Some(u64::from(apart)));
        assert!((20 + u64::from(apart)..200).all(|day| life.suggestion(day, "12:00").due.visit), "{apart}");
    }
}

#[test]
fn no_limit_asks_for_more_than_is_looked_back_on() {
    let most = |key: &str| i64::from(Limits::ALL.into_iter().find(|limit| limit.key == key).unwrap().most);
    let known = LOOK_BACK.num_days();
    for days in [most("days"), most("stay"), most("low_weeks") * 7 + 7, most("unchanged") + 7, most("further") + 7] {
        assert!(days <= known, "{days}");
    }
    assert!(i64::from(*VISITS_APART.end()) <= known);
    // Somebody with three sessions a week, who has the strictest limits there are.
    let mut life = Life::of(Profile::Mild, Level::Light);
    let limits = Limits { sessions: most("sessions") as u8, days: most("days") as u8, ..Limits::DEFAULT };
    life.care.plan.limits = limits;
    for day in (0..200).filter(|day| [0, 2, 5].contains(&(day % 7))) {
        life.rated(PainKind::FirstStep, 1, day, "07:00").did("calf-classic", day, "21:00");
    }
    let open = (0..200).find(|day| life.standing(*day, "12:00").next == Next::Open);
    assert!(open.is_some_and(|day| day >= 84), "{open:?}");
}

#[test]
fn hands_that_a_clinician_has_to_allow_are_not_due() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.did("calf-classic", 0, "21:00");
    let due =
        |care: &Care| care.advise(&life.facts, std::iter::empty(), Feet::Both, now(9, "12:00")).suggestion.due.visit;
    assert!(due(&life.care));
    for question in Question::ALL {
        let answer = if question.has_day() { Answer::Since(date(9)) } else { Answer::Yes };
        let mut care = life.care.clone();
        care.health.set(question, Some(answer));
        let is_free = matches!(question, Question::Veins | Question::Cold | Question::Painkillers);
        assert_eq!(due(&care), is_free, "{question:?}");
        if question.can_be_agreed() {
            care.health.set(question, Some(Answer::Agreed));
            assert!(due(&care), "{question:?} is agreed");
        }
    }
}

#[test]
fn a_rotation_of_which_nothing_may_be_done_gives_way_to_the_usual_one_and_says_so() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    life.care.plan.rotation = vec![RoutineId::shipped("six-ways")];
    assert_eq!(life.says(0, "22:00"), "Tonight: calf-classic: Level 1 leaves out what would be next.");
    life.care.plan.rotation = vec![RoutineId::shipped("not-there")];
    assert_eq!(life.says(0, "22:00"), "Tonight: calf-classic: Nothing in your rotation may be done now.");
}

#[test]
fn a_plan_without_massage_speaks_of_none_that_was_enough() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.care.plan.massage.max_per_day = 0;
    assert!(life.says(0, "13:00").ends_with("no massage today by the plan."), "{}", life.says(0, "13:00"));
    life.care.plan.massage.max_per_day = 1;
    life.did("calf-classic", 0, "12:00");
    assert!(life.says(0, "13:00").ends_with("one massage session a day by the plan."), "{}", life.says(0, "13:00"));
}

#[test]
fn stricter_limits_are_gone_by_everywhere() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated(PainKind::NowBefore, 5, 1, "20:00").did("calf-classic", 2, "20:00");
    life.rated(PainKind::NowDuring, 5, 2, "20:05").mornings(&[2, 2, 2, 2, 2, 2, 3]);
    let gentle = |life: &Life, day, time| life.suggestion(day, time).pick.unwrap().id.as_str() == "gentle-day";
    assert!(!gentle(&life, 1, "20:30") && !gentle(&life, 3, "20:30") && !gentle(&life, 6, "20:30"));
    life.care.plan.limits = Limits { gentle: 5, red: 5, clearly: 1, ..Limits::DEFAULT };
    assert!(gentle(&life, 1, "20:30") && gentle(&life, 3, "20:30") && gentle(&life, 6, "20:30"));
    assert_eq!(life.says(3, "20:30"), "Tonight: gentle-day: Yesterday went to 5 or more.");
    assert_eq!(life.standing(3, "12:00").level, Level::Light);
}

#[test]
fn a_journey_that_makes_the_days_short_brings_friction_no_nearer() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.care.plan.rotation = vec![RoutineId::shipped("full-session")];
    life.did("full-session", 0, "23:00");
    // West over the date line: by the calendar two days later, by the clock twenty hours.
    let there = Now { wall: stamp::read("2026-11-04T08:00:00+14:00").unwrap(), ..now(0, "12:00") };
    let days = Days::of(&life.facts, there);
    let said = suggest::suggest(&life.care.plan, &days, &shelf(), Level::Medium, there);
    assert_ne!(said.pick.unwrap().id.as_str(), "full-session");
    // And east of it: the session lies on a day that is still to come.
    let back = Now { wall: stamp::read("2026-11-02T17:00:00-10:00").unwrap(), ..now(0, "12:00") };
    let days = Days::of(&life.facts, back);
    assert_eq!(days.sessions().count(), 1);
}
