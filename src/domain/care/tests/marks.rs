//! Words about a day: what they ask for, how they are taken back, and that no figure knows of them.

use super::*;
use crate::domain::dawn::Dawn;
use crate::domain::record::DayMark;
use crate::domain::trend::Diary;

impl Life {
    fn press(&mut self, mark: DayMark, day: u64, time: &str) -> &mut Self {
        for fact in press(&self.facts, mark, now(day, time)) {
            self.facts.retain(|known| known.id != fact.id);
            self.facts.extend((fact.what != What::Removed).then_some(fact));
        }
        self
    }

    fn marks(&self, day: u64, time: &str) -> Marks {
        Days::of(&self.facts, now(day, time)).marks(date(day))
    }

    fn second(&self, day: u64, time: &str) -> String {
        self.suggestion(day, time).second.map_or_else(String::new, |pick| pick.id.as_str().to_owned())
    }
}

#[test]
fn on_a_rest_day_nothing_is_due_and_the_next_day_misses_nothing() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.did("calf-classic", 0, "21:00");
    let without = life.says(2, "20:00");
    life.press(DayMark::Rest, 1, "08:00");
    let rest = life.suggestion(1, "20:00");
    assert_eq!((rest.is_due, rest.due), (false, Due::default()));
    assert_eq!(life.says(1, "20:00"), "If you like: gentle-day: A rest day, as you said.");
    assert_eq!(life.says(2, "20:00"), without);
    life.press(DayMark::Rest, 1, "12:00");
    assert!(life.suggestion(1, "20:00").is_due, "taken back by the same key");
}

#[test]
fn tired_calves_get_something_gentle_and_other_work_the_next_day() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.care.plan.rotation = ["calf-classic", "ball-roll"].map(RoutineId::shipped).to_vec();
    life.did("ball-roll", 0, "21:00").did("calf-classic", 1, "18:00");
    let untired = life.says(2, "20:00");
    assert!(untired.contains("ball-roll"), "{untired}");
    life.did("ball-roll", 0, "12:00").press(DayMark::Tired, 1, "20:00");
    assert_eq!(life.says(1, "20:30"), "Tonight: gentle-day: Your calves are tired.");
    assert_eq!(life.says(2, "20:00"), "Tonight: ball-roll: Your calves were tired yesterday.");
    life.care.plan.rotation = vec![RoutineId::shipped("calf-classic")];
    assert!(!life.says(2, "20:00").contains("calf-classic"), "{}", life.says(2, "20:00"));
    assert!(life.says(3, "20:00").contains("calf-classic"), "{}", life.says(3, "20:00"));
}

#[test]
fn a_journey_that_nobody_ended_is_ended_after_eight_weeks_and_that_is_said_once() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.press(DayMark::Travel, 0, "08:00");
    let word = |life: &Life, day| life.care.advise(&life.facts, std::iter::empty(), Feet::Both, now(day, "12:00")).word;
    assert_eq!((life.marks(55, "20:00").travels, word(&life, 55)), (Some(date(0)), None));
    assert_eq!((life.marks(56, "20:00").travels, word(&life, 56)), (None, Some(Word::Landed)));
    life.care.enter(&[Entry { day: date(56), level: Level::Medium, why: Why::Landed }]);
    assert_eq!([56, 57, 80, 100].map(|day| word(&life, day)), [None; 4]);
    life.press(DayMark::Travel, 58, "08:00");
    assert_eq!(life.marks(58, "20:00").travels, Some(date(58)), "whoever is away still says so");
    life.press(DayMark::Travel, 60, "08:00");
    assert_eq!((life.marks(60, "20:00").travels, word(&life, 60)), (None, None), "said by the person, not by the plan");
}

#[test]
fn a_flare_up_asks_for_something_gentle_or_only_a_rating_on_that_day() {
    let mut life = Life::of(Profile::Persistent, Level::Firm);
    life.press(DayMark::Flare, 1, "09:00");
    let said = life.suggestion(1, "20:00");
    assert_eq!((said.level, said.pick.unwrap().id.as_str()), (Level::Light, "gentle-day"));
    assert_eq!(life.second(1, "20:00"), "cold-bottle");
    assert_eq!(life.says(1, "20:00"), "Tonight: gentle-day: It flares up: something gentle, or only a rating.");
    assert_eq!(life.standing(2, "20:00").level, Level::Firm, "a word is no rating: the level stays");
    assert_ne!(life.suggestion(2, "20:00").pick.unwrap().id.as_str(), "gentle-day");
}

#[test]
fn a_journey_needs_no_tool_and_nothing_cold_until_home_again() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.care.plan.rotation = ["ball-roll", "full-session", "calf-classic"].map(RoutineId::shipped).to_vec();
    life.press(DayMark::Travel, 0, "08:00");
    for day in [0, 1, 20] {
        assert_eq!(life.marks(day, "20:00").travels, Some(date(0)));
        assert_eq!(life.says(day, "20:00").split(": ").nth(1), Some("calf-classic"), "{}", life.says(day, "20:00"));
    }
    assert!(life.says(1, "20:00").contains("On a journey: nothing to pack"), "{}", life.says(1, "20:00"));
    life.rated(PainKind::NowBefore, 7, 2, "19:00");
    assert_eq!(life.second(2, "20:00"), "", "nothing cold on a journey");
    life.press(DayMark::Travel, 21, "10:00");
    assert_eq!(life.marks(21, "20:00").travels, None);
    assert!(life.says(21, "20:00").contains("ball-roll"));
    life.press(DayMark::Travel, 21, "10:05");
    assert_eq!(life.marks(22, "20:00").travels, Some(date(0)), "the end of today is taken back: it goes on");
}

#[test]
fn the_same_key_takes_back_what_it_said_today_and_leaves_no_trace() {
    for mark in [DayMark::Rest, DayMark::Tired, DayMark::Flare, DayMark::Travel, DayMark::Swap] {
        let mut life = Life::of(Profile::Mild, Level::Medium);
        life.press(mark, 3, "08:00");
        assert_eq!(life.facts.len(), 1, "{mark:?}");
        let back = press(&life.facts, mark, now(3, "23:00"));
        assert_eq!((back.len(), &back[0].what, back[0].rev), (1, &What::Removed, 1));
        assert_eq!(back[0].id, life.facts[0].id);
        assert!(life.press(mark, 3, "23:00").facts.is_empty());
    }
}

#[test]
fn home_is_said_of_a_journey_only() {
    let mut life = Life::of(Profile::Mild, Level::Medium);
    life.press(DayMark::Travel, 1, "08:00").press(DayMark::Home, 4, "08:00");
    assert_eq!(life.marks(4, "09:00").travels, None);
    assert_eq!(life.marks(3, "09:00").travels, Some(date(1)));
}

#[test]
fn the_visit_is_ticked_and_the_tick_taken_back() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    let tick = tick_visit(&life.facts, now(3, "10:00"));
    life.facts.extend(tick);
    assert!(!life.suggestion(3, "12:00").due.visit);
    let back = tick_visit(&life.facts, now(3, "11:00"));
    assert_eq!((back.len(), &back[0].what), (1, &What::Removed));
    assert_eq!(tick_visit(&life.facts, now(4, "11:00")).len(), 1);
}

#[test]
fn no_level_and_no_figure_knows_of_a_word() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    for day in 0..30 {
        life.did("calf-classic", day, "21:00").rated(PainKind::FirstStep, (day % 4) as u8, day, "07:00");
    }
    let diary = |life: &Life| {
        let mut diary = Diary::new(Dawn::default());
        life.facts.iter().for_each(|fact| diary.take(fact));
        diary
    };
    let (figures, level) = (diary(&life), life.standing(30, "12:00"));
    for day in 0..30 {
        life.press(DayMark::ALL[day as usize % DayMark::ALL.len()], day, "12:00");
    }
    assert!(life.facts.iter().any(|fact| matches!(fact.what, What::Day(_))));
    assert_eq!(diary(&life), figures);
    assert_eq!(life.standing(30, "12:00"), level);
}

#[test]
fn a_journey_is_why_another_one_takes_the_turn() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.care.plan.rotation = ["ball-roll", "calf-classic"].map(RoutineId::shipped).to_vec();
    life.did("ten-by-ten", 0, "12:00").press(DayMark::Travel, 0, "13:00");
    assert_eq!(life.says(0, "20:00"), "Tonight: calf-classic: On a journey: nothing to pack.");
    life.did("calf-classic", 0, "20:30").press(DayMark::Travel, 1, "08:00");
    assert_eq!(life.says(1, "20:00"), "Tonight: ball-roll: It is next in turn.");
}

#[test]
fn a_red_flag_holds_for_its_day_and_through_the_night_that_follows_it() {
    let calf: RedFlags = [RedFlag::Calf].into_iter().collect();
    let said = |day, time| {
        let mut life = Life::of(Profile::Persistent, Level::Medium);
        life.facts.extend(flag(&[], calf, now(day, time)));
        life
    };
    let holds = |life: &Life, day, time| {
        let now = now(day, time);
        let by_days = Days::of(&life.facts, now).marks(now.today()).flags;
        let by_facts = flags(&life.facts, now);
        assert_eq!(by_days, by_facts);
        !by_facts.is_empty()
    };
    let morning = said(3, "08:00");
    assert!(holds(&morning, 3, "23:50") && holds(&morning, 4, "03:59") && !holds(&morning, 4, "04:00"));
    let evening = said(3, "22:00");
    assert!(holds(&evening, 4, "07:00") && !holds(&evening, 4, "10:00"));
    let night = said(3, "03:50");
    assert!(holds(&night, 3, "04:05") && holds(&night, 3, "15:49") && !holds(&night, 3, "15:50"));
    assert!(night.suggestion(3, "07:00").pick.is_none());
}

#[test]
fn what_was_said_in_the_night_can_be_said_again_or_taken_back_in_the_morning() {
    let calf: RedFlags = [RedFlag::Calf].into_iter().collect();
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.facts.extend(flag(&[], calf, now(3, "22:00")));
    assert_eq!(flag(&life.facts, calf, now(3, "23:00")), [], "it is kept already");
    let again = flag(&life.facts, calf, now(4, "07:00"));
    assert_eq!((again.len(), again[0].rev, again[0].at), (1, 0, at(4, "07:00")), "and the evening keeps its own");
    let back = flag(&life.facts, RedFlags::NONE, now(4, "07:00"));
    assert_eq!((back.len(), &back[0].what), (1, &What::Removed));
}
