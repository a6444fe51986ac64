//! How firm: up on a yes, down at once, and where it begins.

use super::*;

#[test]
fn a_firmer_level_opens_after_six_sessions_and_seven_days_and_only_on_a_yes() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    for day in 1..=5 {
        life.did("calf-classic", day, "21:00");
    }
    assert_eq!(life.standing(6, "12:00").next, Next::Wait { sessions: 1, days: 1 });
    life.did("calf-classic", 6, "21:00");
    assert_eq!(life.standing(6, "22:00").next, Next::Wait { sessions: 0, days: 1 });
    assert_eq!(life.standing(7, "12:00").next, Next::Rating, "nothing is known of the week");
    life.rated(PainKind::FirstStep, 4, 6, "07:00");
    assert_eq!(life.standing(7, "12:00").next, Next::Pain(4), "a night makes nobody ready");
    life.rated(PainKind::NowAfter, 2, 6, "21:30");
    let open = life.standing(7, "12:00");
    assert_eq!((open.level, open.next, open.offers), (Level::Light, Next::Open, true));
    let yes = open.yes(date(7)).unwrap();
    life.care.enter(&[Entry { day: date(7), level: Level::Light, why: Why::Asked }]);
    life.rated(PainKind::FirstStep, 2, 12, "07:00");
    assert!(!life.standing(13, "12:00").offers);
    assert_eq!(life.standing(14, "12:00").next, Next::Wait { sessions: 1, days: 0 }, "after a week without any");
    life.did("calf-classic", 13, "21:00");
    assert!(life.standing(14, "12:00").offers);
    life.care.enter(&[yes]);
    let firm = life.standing(7, "13:00");
    assert_eq!((firm.level, firm.since), (Level::Medium, date(7)));
    assert_eq!(firm.next, Next::Wait { sessions: 6, days: 7 });
}

#[test]
fn what_went_above_the_limit_begins_the_count_anew() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    for day in 1..=8 {
        life.did("calf-classic", day, "21:00");
    }
    life.rated(PainKind::NowDuring, 3, 4, "21:05");
    assert_eq!(life.standing(9, "12:00").next, Next::Wait { sessions: 2, days: 2 });
    life.rated(PainKind::NowBefore, 4, 12, "12:00").did("ten-by-ten", 9, "13:00").did("ten-by-ten", 10, "13:00");
    assert_eq!(life.standing(12, "13:00").next, Next::Pain(4));
}

#[test]
fn a_drop_holds_for_three_days_and_is_counted_once() {
    let mut life = Life::of(Profile::Persistent, Level::Firm);
    life.did("calf-classic", 2, "21:00").rated(PainKind::NowDuring, 7, 2, "21:05");
    life.did("gentle-day", 3, "21:00").rated(PainKind::NowDuring, 6, 3, "21:05");
    let standing = life.standing(4, "12:00");
    assert_eq!((standing.level, standing.since), (Level::Medium, date(2)));
    let kept = standing.news.clone();
    assert_eq!(kept, [Entry { day: date(2), level: Level::Medium, why: Why::Red }]);
    life.care.enter(&kept);
    assert_eq!((life.standing(4, "12:00").level, life.standing(4, "12:00").news), (Level::Medium, vec![]));
    life.rated(PainKind::NowDuring, 6, 5, "21:05");
    assert_eq!(life.standing(5, "22:00").level, Level::Light);
}

#[test]
fn two_higher_mornings_running_are_a_level_down() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.mornings(&[2, 2, 2, 2, 3]);
    assert_eq!(life.standing(4, "12:00").level, Level::Medium);
    life.rated(PainKind::FirstStep, 3, 5, "07:00");
    assert_eq!(life.standing(5, "12:00").news[0].why, Why::Mornings);
}

#[test]
fn a_plan_begins_light_unless_a_week_lies_behind_and_pain_is_low() {
    let care = Care::default();
    let begins = |life: &Life, day| {
        let days = Days::of(&life.facts, now(day, "12:00"));
        Standing::of(&care.ledger, None, &days, date(day)).level
    };
    let mut life = Life::default();
    assert_eq!(begins(&life, 10), Level::Light);
    life.did("calf-classic", 1, "21:00").rated(PainKind::FirstStep, 3, 9, "07:00");
    assert_eq!((begins(&life, 7), begins(&life, 10)), (Level::Light, Level::Medium));
    life.rated(PainKind::NowBefore, 4, 10, "11:00");
    assert_eq!(begins(&life, 10), Level::Light);
}

#[test]
fn with_a_health_answer_a_plan_begins_light() {
    let mut life = Life::default();
    life.did("calf-classic", 1, "21:00").rated(PainKind::FirstStep, 2, 9, "07:00");
    let begins = |care: &Care| care.level(&life.facts, now(10, "12:00"));
    assert_eq!(begins(&life.care), Level::Medium);
    let mut held = life.care.clone();
    held.health.set(Question::Pregnancy, Some(Answer::Yes));
    assert_eq!(begins(&held), Level::Light);
    held.plan.level = Some(Level::Medium);
    assert_eq!(begins(&held), Level::Medium, "unless the plan says another one");
}

#[test]
fn where_massage_stays_light_no_firmer_level_is_offered_and_heel_raises_say_what_they_wait_for() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    (1..=6).for_each(|day| {
        life.did("calf-classic", day, "21:00");
    });
    life.rated(PainKind::FirstStep, 2, 8, "07:00");
    let facts = life.facts.clone();
    let advise = |care: &Care| care.advise(&facts, [].iter(), Feet::Both, now(8, "12:00"));
    let offers = |care: &Care| advise(care).standing.offers;
    assert!(offers(&life.care));
    assert_eq!(advise(&life.care).raises_wait, None, "nobody has chosen them");
    life.care.plan.strength.on = true;
    assert_eq!(advise(&life.care).raises_wait, Some(RaisesWait::Level));
    let mut firmer = Life::of(Profile::Persistent, Level::Medium).care;
    firmer.plan.strength.on = true;
    assert_eq!(advise(&firmer).raises_wait, None);
    for question in [Question::Diabetes, Question::Clot, Question::Bones] {
        let mut care = life.care.clone();
        care.health.set(question, Some(Answer::Yes));
        assert!(!offers(&care), "{question:?}, whatever was chosen");
        assert_eq!(advise(&care).raises_wait, Some(RaisesWait::Health(Because::one(question))));
    }
}

#[test]
fn a_clock_that_was_ahead_does_not_hold_a_level_for_years() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.care.ledger[0].day = date(2000);
    let standing = life.standing(1, "12:00");
    assert_eq!(standing.news, [Entry { day: date(1), level: Level::Medium, why: Why::Clock }]);
}

#[test]
fn a_line_of_the_ledger_is_read_as_it_is_written() {
    for why in Why::ALL {
        let entry = Entry { day: date(3), level: Level::Firm, why };
        assert_eq!(entry.to_string().parse(), Ok(entry));
    }
    for line in ["", "2026-11-02", "2026-11-02 4 yes", "2026-11-02 2 maybe", "2026-02-30 2 yes", "2026-11-02 2 yes no"]
    {
        assert_eq!(line.parse::<Entry>(), Err(NoEntry), "{line}");
    }
}

#[test]
fn what_a_firmer_level_waits_for_on_the_day_of_a_red_flag_is_named() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    (1..8).for_each(|day| {
        life.did("calf-classic", day, "21:00").rated(PainKind::FirstStep, 1, day, "07:00");
    });
    assert_eq!(life.standing(8, "12:00").next, Next::Open);
    let said = [RedFlag::Calf].into_iter().collect();
    life.facts.push(Fact::new(at(8, "09:00"), What::RedFlags(Flagged { said })));
    let standing = life.standing(8, "12:00");
    assert_eq!(standing.next, Next::Day);
    assert!(words::care::next(&standing).contains("no red flag"), "{}", words::care::next(&standing));
}

#[test]
fn a_firmer_level_waits_for_a_day_without_strong_painkillers() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    (1..8).for_each(|day| {
        life.did("calf-classic", day, "21:00").rated(PainKind::FirstStep, 1, day, "07:00");
    });
    let next = |care: &Care, day| care.advise(&life.facts, [].iter(), Feet::Both, now(day, "12:00")).standing.next;
    let mut care = life.care.clone();
    care.health.set(Question::Painkillers, Some(Answer::Since(date(8))));
    assert_eq!((next(&care, 8), next(&care, 9)), (Next::Day, Next::Open));
    let waits = life.standing(3, "12:00").next;
    care.health.set(Question::Painkillers, Some(Answer::Since(date(3))));
    assert_eq!(next(&care, 3), waits, "what else it waits for is said");
}

#[test]
fn an_answer_that_keeps_massage_light_is_level_1_whenever_it_is_given() {
    let life = Life::of(Profile::Persistent, Level::Firm);
    for question in Question::ALL {
        let mut care = life.care.clone();
        care.health.set(question, Some(if question.has_day() { Answer::Since(date(1)) } else { Answer::Yes }));
        let is_light = matches!(question, Question::Clot | Question::Diabetes | Question::Injection | Question::Bones);
        let level = |care: &Care| care.level(&life.facts, now(1, "12:00"));
        assert_eq!(level(&care) == Level::Light, is_light, "{question:?}");
        care.plan.strength.on = true;
        assert_eq!(level(&care) == Level::Light, is_light, "{question:?}, and heel raises change nothing about that");
    }
}

#[test]
fn a_clock_that_was_behind_for_a_moment_changes_nothing() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    (0..6).for_each(|day| {
        life.did("calf-classic", day, "21:00").rated(PainKind::FirstStep, 1, day, "07:00");
    });
    life.rated(PainKind::NowDuring, 8, 6, "20:00");
    let entries = life.standing(6, "21:00").news;
    life.care.enter(&entries);
    let standing = life.standing(7, "12:00");
    let (past, ahead) = (NaiveDate::from_ymd_opt(1999, 9, 14).unwrap(), date(400));
    let days = Days::of(&life.facts, now(7, "12:00"));
    let at_past = Standing::of(&life.care.ledger, None, &days, past);
    assert_eq!(at_past.news, [Entry { day: past, level: Level::Light, why: Why::Clock }]);
    life.care.enter(&at_past.news);
    assert_eq!(life.standing(7, "12:00"), standing, "down on day 6, and for three days");
    // After a clock that was ahead days count from the line that says so.
    life.care.enter(&[
        Entry { day: ahead, level: Level::Medium, why: Why::Yes },
        Entry { day: date(7), level: Level::Medium, why: Why::Clock },
    ]);
    assert_eq!(life.standing(8, "12:00").since, date(7));
}

#[test]
fn after_twelve_weeks_without_a_session_a_person_begins_anew() {
    let mut life = Life::of(Profile::Persistent, Level::Firm);
    life.care.plan.level = None;
    life.did("calf-classic", 1, "21:00");
    assert_eq!(life.standing(80, "12:00").level, Level::Firm);
    let back = life.standing(120, "12:00");
    assert_eq!(back.news, [Entry { day: date(120), level: Level::Light, why: Why::Start }]);
    life.care.enter(&back.news);
    assert_eq!((life.standing(121, "12:00").level, life.standing(121, "12:00").news), (Level::Light, vec![]));
    let mut going = Life::of(Profile::Persistent, Level::Firm);
    going.did("calf-classic", 100, "21:00");
    assert_eq!(going.standing(120, "12:00").level, Level::Firm, "who goes on stays");
}
