//! The health profile: each row of its table against every shipped routine, and that nothing it hides is ever suggested
//! or played.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use proptest::prelude::*;
use solemate::domain::body::{Feet, Technique, Zone};
use solemate::domain::care::Care;
use solemate::domain::catalogue::Entry;
use solemate::domain::dawn::Dawn;
use solemate::domain::fit::{Adjustment, Fit};
use solemate::domain::health::{Answer, Deed, Guard, Profile, Question, Verdict, Zones};
use solemate::domain::plan::{Choice, Level, Plan};
use solemate::domain::record::{Fact, PainKind, Rating, What};
use solemate::domain::routine::Routine;
use solemate::domain::time::{Moment, Now};
use solemate::store::library::Library;
use solemate::store::shipped;
use support::live::wall;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-20")
}

fn with(answers: &[(Question, Answer)]) -> Profile {
    let mut profile = Profile::default();
    answers.iter().for_each(|(question, answer)| profile.set(*question, Some(*answer)));
    profile
}

/// What a yes to this question says today.
fn yes(question: Question) -> Guard {
    let answer = if question == Question::Painkillers { Answer::Since(today()) } else { Answer::Yes };
    with(&[(question, answer)]).guard(today())
}

fn routines() -> Vec<Routine> {
    shipped::ALL.iter().map(|one| Library::new(None).load(one.id).unwrap()).collect()
}

fn fitted(routine: &Routine, guard: Guard) -> Fit {
    let firm = Choice { level: Level::Firm, ..Choice::default() };
    Fit::new(routine, firm, &Adjustment { guard, ..Adjustment::default() })
}

#[test]
fn what_is_said_of_a_length_is_what_it_takes_without_what_is_left_out() {
    for question in Question::ALL {
        let guard = yes(question);
        for (routine, shipped) in routines().iter().zip(shipped::ALL) {
            if guard.outlook(shipped.deeds).is_hidden() {
                assert_eq!(shipped.summary().totals_with(&guard), shipped.totals, "{}", shipped.id);
                continue;
            }
            for work in [Feet::Both, Feet::Left, Feet::Right] {
                let choice = Choice { work, ..Choice::default() };
                let fit = Fit::new(routine, choice, &Adjustment { guard, ..Adjustment::default() });
                let said = shipped.summary().totals_with(&guard).of(work);
                assert_eq!(u64::from(said.0), fit.plan.total().as_secs(), "{}: {question:?}, {work:?}", shipped.id);
            }
        }
    }
}

/// The ids of the routines that are still offered.
fn offered(guard: Guard) -> BTreeSet<&'static str> {
    let is_offered = |one: &&shipped::Shipped| !guard.outlook(one.deeds).is_hidden();
    shipped::ALL.iter().filter(is_offered).map(|one| one.id).collect()
}

/// Those that are not.
fn hidden(guard: Guard) -> Vec<&'static str> {
    let offered = offered(guard);
    shipped::ALL.iter().map(|one| one.id).filter(|id| !offered.contains(id)).collect()
}

/// Every technique that is played in a routine that is still offered, with its zones and its limit.
fn played(guard: Guard) -> Vec<(Technique, Vec<Zone>, u32)> {
    let mut played = Vec::new();
    for routine in routines() {
        let fit = fitted(&routine, guard);
        if fit.outlook.is_hidden() {
            continue;
        }
        for block in &fit.plan.blocks {
            let step = &fit.plan.steps[block.step];
            let technique = step.technique.unwrap();
            if technique != Technique::Settle {
                played.push((technique, step.zones.clone(), step.limit.unwrap()));
            }
        }
    }
    played
}

fn techniques(guard: Guard) -> Vec<Technique> {
    played(guard).into_iter().map(|(technique, ..)| technique).collect()
}

const CALF: [Zone; 4] = [Zone::CalfAll, Zone::CalfUpper, Zone::CalfLower, Zone::Hamstring];

fn is_on(zones: &[Zone], parts: &[Zone]) -> bool {
    zones.iter().any(|zone| parts.contains(zone))
}

const HANDS: [Technique; 8] = [
    Technique::Effleurage,
    Technique::Kneading,
    Technique::Circles,
    Technique::Compression,
    Technique::DeepGlide,
    Technique::CrossFriction,
    Technique::SustainedHold,
    Technique::TriggerHold,
];

#[test]
fn pregnancy_leaves_out_calf_massage_roller_and_friction_and_keeps_mobility_and_toe_pull() {
    let guard = yes(Question::Pregnancy);
    assert_eq!(hidden(guard), ["calf-classic", "calf-chair", "calf-roller"]);
    for (technique, zones, _) in played(guard) {
        assert!(!matches!(technique, Technique::Roller | Technique::CrossFriction), "{technique:?}");
        assert!(!(HANDS.contains(&technique) && is_on(&zones, &CALF)), "{technique:?} on {zones:?}");
    }
    let kept = techniques(guard);
    for technique in [Technique::Mobility, Technique::AnkleCircles, Technique::StretchFascia, Technique::DeepGlide] {
        assert!(kept.contains(&technique), "{technique:?}");
    }
}

#[test]
fn a_clot_leaves_light_touch_and_what_is_no_massage() {
    let guard = yes(Question::Clot);
    let kept: BTreeSet<&str> = techniques(guard).into_iter().map(Technique::word).collect();
    let expected = [
        "ankle_circles",
        "effleurage",
        "heel_raise",
        "mobility",
        "stretch_calf_bent",
        "stretch_calf_straight",
        "stretch_fascia",
        "sustained_hold",
    ];
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), expected);
    for (technique, _, limit) in played(guard) {
        assert!(!HANDS.contains(&technique) || limit <= Level::Light.limit(), "{technique:?} to {limit}");
    }
}

#[test]
fn diabetes_leaves_light_hands_and_no_ball_no_roller_and_no_cold() {
    let guard = yes(Question::Diabetes);
    assert_eq!(hidden(guard), ["calf-chair", "ball-roll", "cold-bottle", "calf-roller"]);
    for (technique, _, limit) in played(guard) {
        let tools = [Technique::BallRoll, Technique::ColdRoll, Technique::Roller];
        assert!(!tools.contains(&technique), "{technique:?}");
        assert!(!HANDS.contains(&technique) || limit <= Level::Light.limit(), "{technique:?} to {limit}");
        // Poor circulation is among it: no deep work.
        let deep = [Technique::DeepGlide, Technique::Compression, Technique::Circles];
        assert!(!deep.contains(&technique), "{technique:?}");
    }
}

#[test]
fn painkillers_that_are_taken_after_midnight_hold_for_the_day_to_come_too() {
    let at = |text: &str| Now { moment: Moment::default(), wall: wall(text), dawn: Dawn::default() };
    let mut profile = Profile::default();
    profile.toggle_painkillers(at("2026-11-23T02:00:00+01:00"));
    let holds = |text: &str| profile.holds(Question::Painkillers, at(text).today());
    let times = ["23T02:10", "23T07:00", "23T21:00", "24T03:00", "24T07:00"];
    let held = times.map(|time| holds(&format!("2026-11-{time}:00+01:00")));
    assert_eq!(held, [true, true, true, true, false]);
    profile.toggle_painkillers(at("2026-11-23T02:20:00+01:00"));
    assert_eq!(profile.of(Question::Painkillers), Some(Answer::No), "the same key takes it back");
}

#[test]
fn an_injection_leaves_the_sole_alone_and_light_work_on_the_calf() {
    let guard = yes(Question::Injection);
    let sole = [Zone::SoleAll, Zone::SoleBall, Zone::Arch, Zone::ArchInner, Zone::ArchOuter, Zone::HeelRim];
    for (technique, zones, limit) in played(guard) {
        assert!(!matches!(technique, Technique::StretchFascia | Technique::HeelRaise), "{technique:?}");
        assert!(!is_on(&zones, &sole), "{technique:?} on {zones:?}");
        assert!(!HANDS.contains(&technique) || limit <= Level::Light.limit(), "{technique:?} to {limit}");
    }
    assert!(offered(guard).contains("calf-classic") && offered(guard).contains("gentle-day"));
    assert!(!offered(guard).contains("ten-by-ten") && !offered(guard).contains("slow-raises-0"));
}

#[test]
fn massage_that_does_not_say_where_may_be_where_none_is_to_be() {
    let judged = |question, technique, zones: &[Zone]| yes(question).judge(Deed { technique, zones: Zones::of(zones) });
    for zones in [&[][..], &[Zone::Whole], &[Zone::Toes, Zone::Whole]] {
        for technique in HANDS {
            assert!(judged(Question::Pregnancy, technique, zones).is_hidden(), "{technique:?} on {zones:?}");
            assert!(judged(Question::Injection, technique, zones).is_hidden(), "{technique:?} on {zones:?}");
            assert_ne!(judged(Question::Veins, technique, zones), Verdict::Allowed, "{technique:?} on {zones:?}");
        }
        assert!(judged(Question::Injection, Technique::Reach, zones).is_hidden());
        for technique in [Technique::Mobility, Technique::AnkleCircles] {
            assert_eq!(judged(Question::Pregnancy, technique, zones), Verdict::Allowed);
            assert_eq!(judged(Question::Injection, technique, zones), Verdict::Allowed);
        }
    }
    assert_eq!(judged(Question::Pregnancy, Technique::Kneading, &[Zone::Arch]), Verdict::Allowed);
}

#[test]
fn surgery_leaves_no_session_until_a_clinician_has_agreed() {
    let guard = yes(Question::Surgery);
    assert!(guard.is_log_only() && offered(guard).is_empty());
    let agreed = with(&[(Question::Surgery, Answer::Agreed)]).guard(today());
    assert!(!agreed.is_log_only());
    assert_eq!(offered(agreed).len(), shipped::ALL.len());
}

#[test]
fn veins_are_worked_lightly_on_the_leg_and_the_sole_as_on_paper() {
    let guard = yes(Question::Veins);
    assert_eq!(hidden(guard), ["calf-roller"]);
    let played = played(guard);
    for (technique, zones, limit) in &played {
        assert!(*technique != Technique::Roller);
        let is_leg = HANDS.contains(technique) && is_on(zones, &CALF);
        assert!(!is_leg || *limit <= Level::Light.limit(), "{technique:?} on {zones:?} to {limit}");
    }
    assert!(played.iter().any(|(technique, zones, limit)| {
        *technique == Technique::DeepGlide && !is_on(zones, &CALF) && *limit > Level::Light.limit()
    }));
}

#[test]
fn weak_bones_keep_to_level_1_and_its_techniques() {
    let guard = yes(Question::Bones);
    for (technique, _, limit) in played(guard) {
        assert!(limit <= Level::Light.limit(), "{technique:?} to {limit}");
        let firm = [Technique::Roller, Technique::BallRoll, Technique::CrossFriction, Technique::TriggerHold];
        assert!(!firm.contains(&technique) && technique != Technique::HeelRaise, "{technique:?}");
        // Level 1 knows kneading, holds and light strokes, and nothing deeper.
        let deep = [Technique::DeepGlide, Technique::Compression, Technique::Circles];
        assert!(!deep.contains(&technique), "{technique:?}");
    }
    assert!(hidden(guard).contains(&"calf-chair"));
    assert_eq!(guard.level(Level::Firm), Level::Light);
}

#[test]
fn raynaud_leaves_out_the_cold_and_nothing_else() {
    let guard = yes(Question::Cold);
    assert_eq!(hidden(guard), ["cold-bottle"]);
    for routine in routines().iter().filter(|one| one.id.as_str() != "cold-bottle") {
        assert_eq!(fitted(routine, guard).plan, fitted(routine, Guard::default()).plan, "{}", routine.id);
    }
}

#[test]
fn strong_painkillers_make_massage_one_level_lighter_on_that_day_alone() {
    let guard = yes(Question::Painkillers);
    assert_eq!(hidden(guard), [""; 0]);
    for (technique, _, limit) in played(guard) {
        assert!(!HANDS.contains(&technique) || limit <= Level::Medium.limit(), "{technique:?} to {limit}");
    }
    let at = |level| Choice { level, ..Choice::default() };
    let highest = |level| {
        let adjust = Adjustment { guard, ..Adjustment::default() };
        let limits = |routine: &Routine| {
            let plan = Fit::new(routine, at(level), &adjust).plan;
            let hands = plan.steps.iter().filter(|step| step.technique.is_some_and(|one| HANDS.contains(&one)));
            hands.filter_map(|step| step.limit).max()
        };
        routines().iter().filter_map(limits).max()
    };
    let levels = [Level::Light, Level::Medium, Level::Firm];
    assert_eq!(levels.map(highest), [Some(1), Some(2), Some(4)], "one level lower, once, and at level 1 too");
    assert_eq!(levels.map(|level| guard.level(level)), [Level::Light, Level::Light, Level::Medium]);
    let taken = with(&[(Question::Painkillers, Answer::Since(today()))]);
    assert!(taken.guard(today().succ_opt().unwrap()).is_clear());
}

#[test]
fn no_other_answer_makes_a_day_of_strong_painkillers_firmer() {
    let taken = (Question::Painkillers, Answer::Since(today()));
    let others = Question::ALL.into_iter().filter(|one| *one != Question::Painkillers);
    let mut seen = 0;
    for (other, level) in others.flat_map(|one| [Level::Light, Level::Medium, Level::Firm].map(|level| (one, level))) {
        let choice = Choice { level, ..Choice::default() };
        let highest = |answers: &[_], deed| match with(answers).guard(today()).judge(deed) {
            Verdict::Softened(softer, _) => Some(softer.limit(choice)),
            Verdict::Allowed => Some(choice.limit()),
            Verdict::Hidden(_) => None,
        };
        for deed in every_deed() {
            let [alone, one, both] = [&[taken][..], &[(other, Answer::Yes)], &[taken, (other, Answer::Yes)]]
                .map(|answers| highest(answers, deed));
            let lightest = alone.zip(one).map(|(alone, one)| alone.min(one));
            assert_eq!(both, lightest, "{other:?} at {level:?}: {deed:?}");
            seen += usize::from(level == Level::Light && both == Some(1));
        }
    }
    assert!(seen > 0, "at level 1 there is something left to do with two answers");
}

#[test]
fn each_row_says_why_and_an_answer_of_no_says_nothing() {
    for question in Question::ALL {
        let guard = yes(question);
        assert!(guard.holds().has(question));
        assert!(!question.advice().is_empty() && !question.in_short().is_empty());
        let no = with(&[(question, Answer::No)]).guard(today());
        assert!(no.is_clear(), "{question:?}");
    }
    assert!(Profile::default().guard(today()).is_clear(), "what is not said speaks against nothing");
}

#[test]
fn cold_on_numb_feet_stays_left_out_when_a_clinician_has_agreed_to_massage() {
    let guard = with(&[(Question::Diabetes, Answer::Agreed)]).guard(today());
    assert_eq!(hidden(guard), ["cold-bottle"]);
}

#[test]
fn a_profile_that_cannot_be_read_is_careful_and_still_leaves_a_session() {
    let guard = Profile::unread().guard(today());
    assert_eq!(guard.level(Level::Firm), Level::Light);
    assert_eq!(offered(guard).into_iter().collect::<Vec<_>>(), ["gentle-day"]);
    for deed in every_deed() {
        let could = |one: Question| one != Question::Surgery && yes(one).judge(deed).is_hidden();
        if Question::ALL.into_iter().any(could) {
            assert!(guard.judge(deed).is_hidden(), "{deed:?} could be hidden by an answer");
        } else {
            assert!(matches!(guard.judge(deed), Verdict::Softened(..)), "{deed:?} is light at least");
        }
    }
}

#[test]
fn what_happened_on_a_day_ends_by_itself_and_is_said_once() {
    let rows = [
        (Question::Pregnancy, "2026-10-01", "2026-12-23", "2026-12-24"),
        (Question::Injection, "2026-11-10", "2026-11-23", "2026-11-24"),
        (Question::Surgery, "2026-09-15", "2026-12-14", "2026-12-15"),
    ];
    for (question, since, last, over) in rows {
        let mut profile = with(&[(question, Answer::Since(day(since)))]);
        assert!(profile.guard(day(last)).holds().has(question), "{question:?} on {last}");
        assert!(profile.guard(day(over)).is_clear(), "{question:?} on {over}");
        assert_eq!(profile.settle(day(last)), []);
        assert_eq!(profile.settle(day(over)), [question]);
        assert!(!question.ended().is_empty());
        assert_eq!((profile.of(question), profile.settle(day(over)).len()), (Some(Answer::No), 0), "once");
    }
}

#[test]
fn the_questions_come_back_after_three_months_and_a_week_after_they_were_put_away() {
    let mut profile = Profile::default();
    assert!(profile.is_due(today()) && profile.is_new());
    profile.asked = Some(today());
    assert!(!profile.is_due(day("2026-11-26")) && profile.is_due(day("2026-11-27")));
    let answered = Profile::default().with_no_to_the_rest(today());
    assert!(!answered.is_due(day("2027-02-19")) && answered.is_due(day("2027-02-20")));
}

#[test]
fn what_was_answered_elsewhere_stays_when_this_page_makes_a_no_of_what_it_never_knew() {
    let shown = with(&[(Question::Veins, Answer::Yes)]);
    let mut there = shown;
    there.set(Question::Clot, Some(Answer::Yes));
    there.set(Question::Bones, Some(Answer::Agreed));
    let joined = there.changed(&shown, &shown.with_no_to_the_rest(today()));
    let said = [Question::Clot, Question::Bones, Question::Veins, Question::Surgery].map(|one| joined.of(one));
    assert_eq!(said, [Some(Answer::Yes), Some(Answer::Agreed), Some(Answer::Yes), Some(Answer::No)]);
    let mut after = there;
    after.set(Question::Clot, Some(Answer::No));
    assert_eq!(there.changed(&there, &after).of(Question::Clot), Some(Answer::No), "who saw the yes can say no");
}

fn every_deed() -> Vec<Deed> {
    let zones = Zone::ALL.iter().map(|zone| Zones::of(&[*zone]));
    let techniques = || Technique::ALL.iter().filter(|one| **one != Technique::Settle);
    zones.flat_map(|zones| techniques().map(move |technique| Deed { technique: *technique, zones })).collect()
}

fn profile() -> impl Strategy<Value = Profile> {
    let answer = prop_oneof![
        4 => Just(None),
        1 => Just(Some(Answer::No)),
        3 => Just(Some(Answer::Yes)),
        1 => Just(Some(Answer::Agreed)),
        2 => (-30..120_i64).prop_map(|ago| Some(Answer::Since(today() - TimeDelta::days(ago)))),
    ];
    let answers = proptest::collection::vec(answer, Question::ALL.len());
    (answers, prop::bool::weighted(0.1)).prop_map(|(answers, unread)| {
        let mut profile = if unread { Profile::unread() } else { Profile::default() };
        Question::ALL.into_iter().zip(answers).for_each(|(question, answer)| profile.set(question, answer));
        profile
    })
}

fn now(hours: i64) -> Now {
    let wall: DateTime<FixedOffset> = wall("2026-11-20T00:00:00+01:00") + TimeDelta::hours(hours);
    Now { moment: Moment::default(), wall, dawn: Default::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_hidden_is_ever_suggested_and_no_suggestion_is_firmer_than_allowed(
        profile in profile(), hours in 5..23_i64, pain in proptest::option::of(0..=10_u8), firm in any::<bool>()
    ) {
        let now = now(hours);
        let guard = profile.guard(now.today());
        let mut care = Care { health: profile, ..Care::default() };
        care.plan.level = firm.then_some(Level::Firm);
        care.plan.strength.on = firm;
        let rating = |value: u8| Rating {
            side: solemate::domain::body::Side::Left,
            kind: PainKind::NowBefore,
            value: value.try_into().unwrap(),
            session: None,
            note: None,
            place: None,
        };
        let facts: Vec<Fact> = pain.map(|value| Fact::new(now.wall, What::Pain(rating(value)))).into_iter().collect();
        let entries: Vec<Entry> = Library::new(None).entries();
        let advice = care.advise(&facts, entries.iter(), Feet::Both, now);
        let suggestion = advice.suggestion;
        for pick in suggestion.pick.iter().chain(&suggestion.second) {
            let entry = entries.iter().find(|entry| entry.id.as_ref() == Some(&pick.id)).unwrap();
            let outlook = guard.outlook(&entry.state.as_ref().unwrap().deeds);
            prop_assert!(!outlook.is_hidden(), "{} is hidden: {}", pick.id, outlook.hidden);
        }
        prop_assert_eq!(suggestion.level, guard.level(advice.day_level), "lighter once");
        // A session is always left where any is allowed: Gentle Day.
        prop_assert_eq!(guard.is_log_only(), !offered(guard).contains("gentle-day"));
    }

    #[test]
    fn nothing_that_is_hidden_is_ever_played_and_every_limit_holds(
        profile in profile(), number in 0..shipped::ALL.len(), minutes in proptest::option::of(1..20_u32)
    ) {
        let guard = profile.guard(today());
        let routine = &routines()[number];
        let fit = Fit::new(routine, Choice::default(), &Adjustment { minutes, guard, ..Adjustment::default() });
        for block in &fit.plan.blocks {
            let step = &fit.plan.steps[block.step];
            let Some(deed) = Deed::of(step.technique, &step.zones, step.position) else { continue };
            match guard.judge(deed) {
                Verdict::Hidden(because) => prop_assert!(false, "{} is played: {}", step.name, because),
                Verdict::Softened(softer, _) => {
                    prop_assert!(step.limit.is_some_and(|limit| limit <= softer.limit(Choice::default())), "{}", step.name);
                }
                Verdict::Allowed => {}
            }
        }
        if !fit.outlook.is_hidden() {
            prop_assert!(!fit.plan.is_empty(), "an offered routine has something to do");
            let work = fit.plan.blocks.iter().any(|block| fit.plan.steps[block.step].technique != Some(Technique::Settle));
            prop_assert!(work, "{} is more than settling", routine.id);
        }
    }

    #[test]
    fn a_profile_that_says_nothing_changes_nothing(number in 0..shipped::ALL.len()) {
        let routine = &routines()[number];
        prop_assert_eq!(fitted(routine, Guard::default()).plan, Plan::unroll(routine, Choice { level: Level::Firm, ..Choice::default() }));
    }
}
