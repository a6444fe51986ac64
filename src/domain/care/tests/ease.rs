//! What is said once of how the weeks went.

use super::*;

impl Life {
    /// So many mornings of the left foot, of which every seventh is not rated.
    fn rated_mornings(&mut self, days: std::ops::Range<u64>, value: u8) -> &mut Self {
        days.filter(|day| day % 7 != 3).for_each(|day| {
            self.rated(PainKind::FirstStep, value, day, "07:00");
        });
        self
    }

    fn word(&self, day: u64) -> Option<Word> {
        let now = now(day, "12:00");
        let days = Days::of(&self.facts, now).by(self.care.plan.limits);
        crate::domain::care::ease::word(&self.care, &days, date(day), self.care.guard(now))
    }

    fn said(&mut self, word: Word, day: u64) -> &mut Self {
        self.care.enter(&[Entry { day: date(day), level: Level::Medium, why: word.said() }]);
        self
    }
}

#[test]
fn after_four_low_weeks_it_is_said_once_that_less_may_do() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..60, 1);
    assert_eq!((life.word(24), life.word(27)), (None, Some(Word::Ease)), "a week of three mornings is none");
    life.said(Word::Ease, 27);
    assert_eq!((life.word(27), life.word(28), life.word(59)), (None, None, None), "the same good time is told once");
}

#[test]
fn four_low_weeks_are_four_full_weeks_without_seven_higher_days() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(1..60, 1);
    assert_eq!((life.word(27), life.word(28)), (None, Some(Word::Ease)), "of 28 days the first is rated, too");
    // Seven days that are no week of the four, and higher than any of them.
    let mut bumped = Life::of(Profile::Persistent, Level::Medium);
    bumped.mornings(&[1; 28]);
    for day in [11, 12, 13, 14, 15, 16] {
        bumped.rated(PainKind::FirstStep, 4, day, "07:30");
    }
    assert_eq!(bumped.word(27), None);
}

#[test]
fn what_counts_as_low_and_for_how_long_is_the_persons_within_the_source() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..60, 1);
    life.care.plan.limits = Limits { low_weeks: 6, ..Limits::DEFAULT };
    assert_eq!((life.word(40), life.word(41)), (None, Some(Word::Ease)));
    assert_eq!(words::care::word(Word::Ease, life.care.plan.limits)[1], "Low for six weeks: do less?");
    life.care.plan.limits = Limits { low: 0, ..Limits::DEFAULT };
    assert_eq!(life.word(59), None, "1 is not low for whoever says 0");
    let mut same = Life::of(Profile::Persistent, Level::Medium);
    same.care.plan.limits = Limits { unchanged: 10, ..Limits::DEFAULT };
    same.mornings(&[4; 20]);
    (0..20).step_by(2).for_each(|day| {
        same.did("calf-chair", day, "20:00");
    });
    assert_eq!((same.word(12), same.word(13)), (None, Some(Word::See)));
    let [full, _] = words::care::word(Word::See, same.care.plan.limits);
    assert_eq!(full, "10 days without change? A clinician can help sort out why.");
}

#[test]
fn no_want_of_change_is_spoken_of_where_a_foot_got_worse() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..40, 4);
    (0..40).step_by(2).for_each(|day| {
        life.did("ten-by-ten", day, "20:00");
    });
    for day in 0..40 {
        let value = Pain::try_from(if day < 20 { 2 } else { 5 }).unwrap();
        let rating =
            Rating { side: Side::Right, kind: PainKind::FirstStep, value, session: None, note: None, place: None };
        life.facts.push(Fact::new(at(day, "07:01"), What::Pain(rating)));
    }
    assert_eq!((life.word(19), life.word(26)), (Some(Word::See), Some(Word::Worse)));
    // Somebody has heard of a clinician when nothing changed: that it got worse is another matter, and said once.
    life.said(Word::See, 19).said(Word::Worse, 26);
    assert_eq!([27, 30, 33].map(|day| life.word(day)), [None; 3]);
    assert!((27..40).all(|day| life.word(day).is_none_or(|word| word == Word::Further)), "a clinician is named once");
}

#[test]
fn a_new_good_time_is_told_anew_and_a_high_week_is_none() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..28, 1).said(Word::Ease, 27);
    life.rated_mornings(28..35, 4).rated_mornings(35..70, 0);
    assert_eq!((life.word(40), life.word(52)), (None, None));
    assert_eq!(life.word(66), Some(Word::Ease));
}

#[test]
fn both_feet_have_to_be_low_and_rated() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..28, 1);
    let value = Pain::try_from(3).unwrap();
    for day in 21..27 {
        let rating =
            Rating { side: Side::Right, kind: PainKind::FirstStep, value, session: None, note: None, place: None };
        life.facts.push(Fact::new(at(day, "07:01"), What::Pain(rating)));
    }
    assert_eq!(life.word(27), None);
}

#[test]
fn less_is_half_the_massage_days_and_one_stretch_and_the_way_back_is_told_once() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    let before = Doses::of(&life.care.plan);
    let eased = before.eased();
    assert_eq!(eased, Doses { days: [true, false, true, false, true, false, true], stretches: 1 });
    let mild = Doses::of(&CarePlan::of(Profile::Mild)).eased();
    assert_eq!(mild.days, [true, false, false, false, false, true, false]);
    (life.care.plan.massage.days, life.care.plan.stretch.per_day) = (eased.days, eased.stretches);
    life.care.eased = Some(before);
    life.rated_mornings(0..30, 1).rated_mornings(30..50, 3);
    assert_eq!((life.word(29), life.word(32)), (None, None), "a day is not a week");
    assert_eq!(life.word(36), Some(Word::Back));
    life.said(Word::Back, 36);
    assert_eq!(life.word(49), None, "whoever stays is not asked again of the same time");
}

#[test]
fn a_plan_that_cannot_be_less_is_left_alone() {
    let mut life = Life::of(Profile::Custom, Level::Medium);
    life.care.plan.massage.days = [true, false, false, false, false, false, false];
    life.care.plan.stretch.per_day = 1;
    life.rated_mornings(0..40, 0);
    assert_eq!(life.word(39), None);
}

#[test]
fn two_weeks_without_change_name_a_clinician_once() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..60, 4);
    assert_eq!(life.word(30), None, "nothing was done that could have helped");
    (0..60).step_by(2).for_each(|day| {
        life.did("calf-chair", day, "20:00");
    });
    assert_eq!(life.word(20), Some(Word::See));
    life.said(Word::See, 20);
    assert_eq!((life.word(34), life.word(59)), (None, None), "said once, not nagged");
    let mut worse = Life::of(Profile::Persistent, Level::Medium);
    worse.rated_mornings(0..14, 2).rated_mornings(14..40, 4);
    assert_eq!((worse.word(15), worse.word(20)), (None, Some(Word::Worse)), "more pain is no lack of change");
    worse.said(Word::Worse, 20);
    assert_eq!(worse.word(33), None);
    let mut better = Life::of(Profile::Persistent, Level::Medium);
    better.rated_mornings(0..14, 4).rated_mornings(14..30, 3);
    (0..30).step_by(2).for_each(|day| {
        better.did("calf-chair", day, "20:00");
    });
    assert_eq!(better.word(21), None, "a point lower is a change");
    let mut low = Life::of(Profile::Persistent, Level::Medium);
    low.rated_mornings(0..21, 1);
    (0..21).step_by(2).for_each(|day| {
        low.did("calf-chair", day, "20:00");
    });
    assert_eq!(low.word(20), None, "who has next to no pain needs nobody");
}

#[test]
fn one_thing_is_offered_at_a_time() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..60, 1);
    for why in [Why::Asked, Why::Yes, Why::No] {
        let entry = Entry { day: date(27), level: Level::Medium, why };
        life.care.ledger.truncate(1);
        life.care.enter(&[entry]);
        assert_eq!((life.word(27), life.word(28)), (None, Some(Word::Ease)), "on the day of {why:?} nothing else");
    }
}

#[test]
fn less_is_offered_on_a_morning_as_usual_and_never_beside_a_firmer_level() {
    let mut life = Life::of(Profile::Persistent, Level::Light);
    life.rated_mornings(0..30, 1);
    (14..27).step_by(2).for_each(|day| {
        life.did("calf-classic", day, "20:00");
    });
    let next = |life: &Life, day| life.care.advise(&life.facts, [].iter(), Feet::Both, now(day, "12:00")).standing.next;
    assert_eq!((next(&life, 26), life.word(27), next(&life, 27)), (Next::Open, Some(Word::Ease), Next::Alone));
    life.said(Word::Ease, 27);
    assert_eq!((next(&life, 27), next(&life, 28)), (Next::Alone, Next::Open), "one thing on a day");
    let mut higher = Life::of(Profile::Persistent, Level::Light);
    higher.rated_mornings(0..27, 1).rated(PainKind::FirstStep, 3, 27, "07:00").rated_mornings(28..30, 1);
    assert_eq!((higher.word(27), higher.word(28)), (None, Some(Word::Ease)), "a morning above the usual");
}

#[test]
fn nobody_is_told_of_no_change_whose_last_mornings_were_far_from_it() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.mornings(&[3; 21]);
    (0..24).for_each(|day| {
        life.did("calf-chair", day, "20:00");
    });
    assert_eq!(life.word(20), Some(Word::See));
    life.rated(PainKind::FirstStep, 6, 21, "07:10").rated(PainKind::FirstStep, 6, 22, "07:10");
    assert_eq!((life.word(21), life.word(22)), (None, None), "three above the usual is a change");
}

#[test]
fn four_weeks_of_stretches_without_change_name_what_else_to_ask_about_once() {
    let mut life = Life::of(Profile::Persistent, Level::Medium);
    life.rated_mornings(0..80, 4).said(Word::See, 18);
    assert_eq!(life.word(40), None, "nothing was stretched");
    (0..80).step_by(2).for_each(|day| {
        life.did("ten-by-ten", day, "20:00");
    });
    assert_eq!((life.word(27), life.word(34)), (None, Some(Word::Further)));
    life.said(Word::Further, 34);
    assert_eq!((life.word(48), life.word(70)), (None, None), "said once");
}

#[test]
fn what_is_about_the_plan_waits_for_an_ordinary_day_and_a_clinician_is_named_on_any() {
    let flagged = || What::RedFlags(Flagged { said: [RedFlag::Calf].into_iter().collect() });
    let mut low = Life::of(Profile::Persistent, Level::Medium);
    low.rated_mornings(0..40, 1).facts.push(Fact::new(at(30, "09:00"), flagged()));
    for (day, mark) in [(31, DayMark::Rest), (32, DayMark::Tired), (33, DayMark::Flare)] {
        low.facts.push(Fact::new(at(day, "09:00"), What::Day(MarkedDay { mark })));
    }
    assert_eq!([30, 31, 32, 33].map(|day| low.word(day)), [None; 4]);
    assert_eq!((low.word(29), low.word(34)), (Some(Word::Ease), Some(Word::Ease)));
    low.care.health.set(Question::Surgery, Some(Answer::Since(date(20))));
    assert_eq!(low.word(34), None, "pain is logged, and nothing else is done");
    let mut worse = Life::of(Profile::Persistent, Level::Medium);
    worse.rated_mornings(0..14, 2).rated_mornings(14..40, 4).facts.push(Fact::new(at(20, "09:00"), flagged()));
    worse.care.health.set(Question::Surgery, Some(Answer::Since(date(0))));
    assert_eq!(worse.word(20), Some(Word::Worse));
    // What is about the plan does not stand before it, either.
    worse.care.eased = Some(Doses::of(&worse.care.plan));
    assert_eq!(worse.word(20), Some(Word::Worse));
}

#[test]
fn in_a_life_in_which_nothing_changes_each_word_is_said_once_in_twelve_weeks() {
    let usual = Limits::DEFAULT;
    let longest = Limits { low_weeks: 10, further: 42, ..usual };
    for (value, limits, first) in [(1, usual, 27), (4, usual, 18), (1, longest, 69), (4, longest, 18)] {
        let mut life = Life::of(Profile::Persistent, Level::Medium);
        life.care.plan.limits = limits;
        life.rated_mornings(0..280, value);
        (0..280).step_by(2).for_each(|day| {
            life.did("ten-by-ten", day, "10:00");
        });
        let mut told: Vec<(u64, Word)> = Vec::new();
        for day in 0..280 {
            let Some(word) = life.word(day) else { continue };
            let before = told.iter().rfind(|(_, one)| *one == word).map(|(before, _)| *before);
            assert!(before.is_none_or(|before| day - before > 84), "{word:?} on {before:?} and {day}: {limits:?}");
            life.said(word, day);
            told.push((day, word));
        }
        assert_eq!(told[0].0, first, "{told:?}");
        let expected: &[Word] = if value == 1 { &[Word::Ease] } else { &[Word::See, Word::Further] };
        assert!(expected.iter().all(|word| told.iter().filter(|(_, one)| one == word).count() >= 2), "{told:?}");
    }
}
