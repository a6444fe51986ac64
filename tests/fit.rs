//! A routine made to fit the minutes there are.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

mod support;

use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::select;
use solemate::domain::body::{Feet, PerSide, Technique};
use solemate::domain::fit::{Adjustment, Fit, StepToday};
use solemate::domain::plan::{Choice, First, Level, Plan};
use solemate::domain::record::Fitted;
use solemate::domain::routine::{Order, Routine, Sides, Step, Work};
use solemate::domain::text::Clean;
use solemate::domain::time::{Seconds, clock};
use solemate::store::library::Library;
use solemate::store::shipped;
use support::live::{holds, rest, routine, set, timed, waiting};

fn named(name: &str, priority: u32, step: Step) -> Step {
    Step { name: Clean::visible(name), priority: Some(priority), ..step }
}

fn fit(routine: &Routine, minutes: u32) -> Fit {
    Fit::new(routine, Choice::default(), &Adjustment::minutes(minutes))
}

/// Name and dose of each step that is done, and the whole.
fn read(fit: &Fit) -> Vec<String> {
    let steps = fit.steps.iter().filter_map(|step| Some(format!("{} {}", step.name, step.today.as_ref()?)));
    steps.chain([clock(fit.plan.total())]).collect()
}

#[test]
fn what_matters_least_is_shortened_first_and_goes_first() {
    let evening = routine([
        named("knead", 1, timed(120)),
        named("roll", 2, timed(60)),
        named("warm", 3, timed(60)),
        named("shake", 3, timed(40)),
    ]);
    assert_eq!(read(&fit(&evening, 10)), ["knead 2:00", "roll 1:00", "warm 1:00", "shake 0:40", "10:00"]);
    assert_eq!(read(&fit(&evening, 9)), ["knead 2:00", "roll 1:00", "warm 0:45", "shake 0:25", "9:00"]);
    // Both at their least take 8:20: the last one goes, and the other has room again.
    assert_eq!(read(&fit(&evening, 8)), ["knead 2:00", "roll 1:00", "warm 0:45", "8:00"]);
    assert_eq!(read(&fit(&evening, 7)), ["knead 2:00", "roll 1:00", "6:20"]);
    assert_eq!(read(&fit(&evening, 6)), ["knead 1:55", "roll 0:55", "6:00"]);
    assert_eq!(read(&fit(&evening, 4)), ["knead 1:15", "roll 0:35", "4:00"]);
    assert_eq!(read(&fit(&evening, 3)), ["knead 1:25", "3:00"]);
    let least = fit(&evening, 1);
    assert_eq!((read(&least), least.over), (vec!["knead 1:00".to_owned(), "2:10".to_owned()], true));
}

#[test]
fn what_is_otherwise_is_said_in_a_line_each() {
    let evening =
        routine([named("knead", 1, timed(120)), named("pull", 1, holds(10, 10, 3)), named("warm", 3, timed(60))]);
    let said = |minutes| -> Vec<String> {
        fit(&evening, minutes).explained().into_iter().map(|(word, text)| format!("{word}: {text}")).collect()
    };
    assert_eq!(said(60), [""; 0]);
    assert_eq!(said(6), ["left out: warm", "shorter: knead 1:20 instead of 2:00; pull 7 × 10 s instead of 10 × 10 s"]);
    assert_eq!(said(1)[2], "longer: 2:10 is the least that is worth doing");
}

#[test]
fn the_plan_says_what_was_wished_and_only_if_it_changes_anything() {
    let evening = routine([named("knead", 1, timed(60)), named("warm", 3, timed(60))]);
    assert_eq!(fit(&evening, 5).plan, Plan::unroll(&evening, Choice::default()));
    let fitted = Fitted { minutes: Some(3), left_out: vec![Clean::visible("warm")], ..Fitted::default() };
    assert_eq!(fit(&evening, 3).plan.fitted.as_deref(), Some(&fitted));
}

#[test]
fn a_least_of_its_own_is_respected_and_one_above_the_dose_means_never_shorter() {
    let own = routine([Step { least: Some(50), ..named("pull", 1, timed(60)) }, named("roll", 2, timed(60))]);
    assert_eq!(read(&fit(&own, 3)), ["pull 0:50", "roll 0:30", "3:00"]);
    let never = routine([Step { least: Some(99), ..named("pull", 1, timed(60)) }, named("roll", 2, timed(40))]);
    assert_eq!(read(&fit(&never, 3)), ["pull 1:00", "roll 0:20", "3:00"]);
}

#[test]
fn rounds_shrink_with_their_doses() {
    let rounds = routine([Step { rounds: 3, rest_between_rounds: rest(30), ..timed(60) }]);
    assert_eq!(read(&fit(&rounds, 8)), ["knead 1:00, 3 rounds", "7:30"]);
    assert_eq!(read(&fit(&rounds, 6)), ["knead 0:45, 3 rounds", "6:00"]);
    assert_eq!(read(&fit(&rounds, 4)), ["knead 0:45, 2 rounds", "3:50"]);
    assert_eq!(read(&fit(&rounds, 2)), ["knead 0:55", "2:00"]);
    let sets = routine([set(3, [named("a", 1, timed(40)), named("b", 2, timed(40))])]);
    assert_eq!(read(&fit(&sets, 9)), ["a 0:40, 3 rounds", "b 0:40, 3 rounds", "9:00"]);
    assert_eq!(read(&fit(&sets, 3)), ["a 0:40", "b 0:40", "3:00"]);
}

#[test]
fn doses_become_shorter_before_a_round_goes() {
    let inner = [named("circles", 2, timed(60)), named("press", 2, timed(60))];
    let rich = routine([named("knead", 2, timed(90)), set(2, inner), named("pull", 2, holds(10, 10, 3))]);
    assert_eq!(clock(fit(&rich, 60).plan.total()), "16:14");
    for minutes in 11..=16 {
        let fit = fit(&rich, minutes);
        assert!(fit.steps[1..=2].iter().all(|step| step.today.as_ref().is_some_and(|dose| dose.rounds == 2)));
        assert!(fit.plan.total() + Duration::from_secs(30) > Duration::from_secs(u64::from(minutes) * 60), "{minutes}");
    }
    assert!(fit(&rich, 6).steps[1].today.as_ref().is_some_and(|dose| dose.rounds == 1));
    // Of rounds alone, the last one of where there are most goes first.
    let load = |rounds| Step { rounds, least: Some(99), ..timed(30) };
    let loads = routine([named("a", 1, load(3)), named("b", 1, load(3)), named("c", 1, timed(60))]);
    let rounds =
        |minutes| fit(&loads, minutes).steps.iter().map(|s| s.today.as_ref().unwrap().rounds).collect::<Vec<_>>();
    assert_eq!([9, 8, 6].map(rounds), [[3, 3, 1], [3, 2, 1], [2, 2, 1]].map(Vec::from));
}

#[test]
fn steps_of_a_set_have_its_priority_unless_they_say_their_own() {
    let inner = [Step { priority: None, ..named("a", 1, timed(60)) }, named("b", 1, timed(60))];
    let steps = [Step { priority: Some(3), ..set(1, inner) }, named("c", 2, timed(60))];
    assert_eq!(read(&fit(&routine(steps), 5)), ["b 1:00", "c 1:00", "4:20"]);
}

#[test]
fn what_stays_to_the_last_is_work_and_not_getting_comfortable() {
    let settle = Step { technique: Some(Technique::Settle), ..timed(20) };
    let steps = routine([Step { name: Clean::visible("sit"), ..settle }, waiting(), timed(120)]);
    assert_eq!(read(&fit(&steps, 1)), ["knead 1:00", "2:10"]);
    // Work stays although it matters less than what ends the session, which stays as well.
    let stand = named("stand up", 1, Step { technique: Some(Technique::Settle), ..timed(20) });
    let steps = routine([named("rock", 3, timed(60)), named("knead", 2, timed(120)), stand]);
    let fitted = fit(&steps, 1);
    assert_eq!(fitted.left_out().map(|step| step.name.as_str()).collect::<Vec<_>>(), ["rock"]);
}

#[test]
fn what_prepares_or_ends_stays_where_it_matters_most() {
    let cold = Library::new(None).load("cold-bottle").unwrap();
    assert_eq!(read(&fit(&cold, 2)), ["Set up 0:20", "Cold roll 2:30", "Skin check 0:15", "5:55"]);
}

#[test]
fn a_load_is_cut_by_rounds_and_never_by_its_repetitions() {
    let raises = Library::new(None).load("slow-raises-2").unwrap();
    let doses = |minutes| fit(&raises, minutes).steps[1].today.as_ref().unwrap().to_string();
    assert_eq!(
        [14, 10, 7, 1].map(doses),
        ["10 × 3-2-3, 4 rounds", "10 × 3-2-3, 2 rounds", "10 × 3-2-3, 2 rounds", "10 × 3-2-3"]
    );
}

#[test]
fn what_is_for_the_other_side_is_neither_shortened_nor_said_to_be_left_out() {
    let steps = routine([timed(60), Step { sides: Sides::Right, ..named("right only", 3, timed(60)) }]);
    let left = Choice { work: Feet::Left, ..Choice::default() };
    let fit = Fit::new(&steps, left, &Adjustment::minutes(1));
    assert_eq!((clock(fit.plan.total()), fit.left_out().count()), ("1:00".to_owned(), 0));
}

#[test]
fn steps_left_out_and_doses_scaled_go_before_the_minutes() {
    let evening = routine([named("knead", 1, timed(60)), named("roll", 2, timed(60)), named("warm", 2, timed(60))]);
    let adjust = Adjustment { percent: 150, without: [1].into(), ..Adjustment::default() };
    let longer = Fit::new(&evening, Choice::default(), &adjust);
    assert_eq!(read(&longer), ["knead 1:30", "warm 1:30", "6:20"]);
    let fitted = Fitted { percent: Some(150), left_out: vec![Clean::visible("roll")], ..Fitted::default() };
    assert_eq!(longer.plan.fitted.as_deref(), Some(&fitted));
    let both = Fit::new(&evening, Choice::default(), &Adjustment { minutes: Some(5), ..adjust });
    assert_eq!(read(&both), ["knead 1:10", "warm 1:10", "5:00"]);
    let none =
        Fit::new(&evening, Choice::default(), &Adjustment { without: [0, 1, 2].into(), ..Adjustment::default() });
    assert!(none.plan.is_empty() && none.left_out().count() == 3);
}

#[test]
fn a_scale_that_would_pass_the_longest_session_is_held_back() {
    let long = routine([Step { sides: Sides::Both, rounds: 3, ..timed(3600) }]);
    let fit = Fit::new(&long, Choice::default(), &Adjustment { percent: 150, ..Adjustment::default() });
    assert!(fit.plan.total() <= Duration::from_secs(4 * 3600));
    // A length is an hour at most, whatever the percentage.
    assert_eq!(clock(fit.plan.total()), "3:00:15");
    let many = routine([Step { sides: Sides::Both, rounds: 4, ..timed(3000) }]);
    let fit = Fit::new(&many, Choice::default(), &Adjustment { percent: 150, ..Adjustment::default() });
    assert_eq!((fit.percent, clock(fit.plan.total())), (110, "3:40:20".to_owned()));
}

#[test]
fn every_shipped_routine_fits_any_minutes_from_its_own_down_to_a_few() {
    for shipped in shipped::ALL {
        let routine = Library::new(None).load(shipped.id).unwrap();
        let whole = Plan::unroll(&routine, Choice::default());
        let minutes = u32::try_from(whole.total().as_secs().div_ceil(60)).unwrap();
        assert_eq!(fit(&routine, minutes).plan, whole, "{}", shipped.id);
        let mut before = whole.total();
        for fewer in (1..minutes).rev() {
            let short = fit(&routine, fewer);
            let total = short.plan.total();
            assert!(total <= before && total.as_secs() > 0, "{} in {fewer} min", shipped.id);
            assert!(short.over || total.as_secs() <= u64::from(fewer) * 60, "{} in {fewer} min", shipped.id);
            before = total;
        }
    }
}

fn works() -> impl Strategy<Value = Work> {
    let seconds = || (1u32..=400).prop_map(Seconds);
    prop_oneof![
        (seconds(), seconds(), any::<bool>()).prop_map(|(left, right, same)| Work::Time {
            length: if same { PerSide::same(left) } else { PerSide { left, right } },
            spots: 1
        }),
        (1u32..=12, 1u32..=25, 0u32..=6).prop_map(|(reps, hold, rest)| Work::Holds {
            reps: PerSide::same(reps),
            hold: PerSide::same(Seconds(hold)),
            rest: Seconds(rest)
        }),
        (1u32..=12).prop_map(|reps| Work::Tempo {
            reps: PerSide::same(reps),
            up: Seconds(3),
            hold: Seconds(2),
            down: Seconds(3)
        }),
        Just(Work::Wait),
    ]
}

fn steps(work: impl Strategy<Value = Work>) -> impl Strategy<Value = Step> {
    let sides = select(&[Sides::Each, Sides::Each, Sides::Both, Sides::Left][..]);
    let (priority, least) = (prop::option::of(1u32..=3), prop::option::of(1u32..=90));
    (work, sides, 1u32..=4, priority, least).prop_map(|(work, sides, rounds, priority, least)| Step {
        sides,
        rounds,
        priority,
        least,
        ..support::live::step("step", work)
    })
}

fn routines() -> impl Strategy<Value = Routine> {
    let step =
        steps(works()).prop_recursive(2, 10, 3, |inner| steps(prop::collection::vec(inner, 1..=3).prop_map(Work::Set)));
    (prop::collection::vec(step, 1..=6), select(&[Order::Step, Order::Side][..]))
        .prop_map(|(steps, order)| Routine { order, ..routine(steps) })
        .prop_filter("too much", |routine| routine.check_size().is_ok())
}

fn choices() -> impl Strategy<Value = Choice> {
    select(&[Feet::Both, Feet::Both, Feet::Left][..]).prop_map(|work| Choice {
        work,
        sore: Feet::Both,
        first: First::Left,
        level: Level::Medium,
        ..Choice::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_longer_than_asked_unless_one_step_at_its_least_is_left(
        routine in routines(), choice in choices(), minutes in 1u32..=60
    ) {
        let fit = Fit::new(&routine, choice, &Adjustment::minutes(minutes));
        prop_assert!(fit.plan.is_sound());
        let asked = Duration::from_secs(u64::from(minutes) * 60);
        let works = |step: &&StepToday| step.lives && step.today.as_ref().is_some_and(|dose| dose.work != Work::Wait);
        let kept = fit.steps.iter().filter(works).count();
        prop_assert_eq!(fit.over, fit.plan.total() > asked);
        prop_assert!(!fit.over || kept == 1, "{} steps are kept", kept);
    }

    #[test]
    fn sides_that_are_equal_on_paper_stay_equal(routine in routines(), minutes in 1u32..=60) {
        let sides = |plan: &Plan, number: usize| {
            let work = |side| plan.blocks.iter().filter(|block| block.step == number && block.side == Some(side))
                .flat_map(|block| &plan.segments[block.work..block.end]).map(|segment| segment.length).sum::<Duration>();
            solemate::domain::body::Side::BOTH.map(work)
        };
        let whole = Plan::unroll(&routine, Choice::default());
        let fit = Fit::new(&routine, Choice::default(), &Adjustment::minutes(minutes));
        let kept = fit.steps.iter().enumerate().filter(|(_, step)| step.today.is_some());
        for (today, (paper, _)) in kept.enumerate() {
            let [left, right] = sides(&whole, paper);
            if left == right {
                let [left, right] = sides(&fit.plan, today);
                prop_assert_eq!(left, right, "step {}", paper);
            }
        }
    }

    #[test]
    fn more_minutes_never_give_less(routine in routines(), choice in choices(), minutes in 1u32..=30) {
        let fit = |minutes| Fit::new(&routine, choice, &Adjustment::minutes(minutes));
        let (fewer, more) = (fit(minutes), fit(minutes + 1));
        prop_assert!(fewer.plan.total() <= more.plan.total());
        for (fewer, more) in fewer.steps.iter().zip(&more.steps) {
            prop_assert!(fewer.today.is_none() || more.today.is_some(), "{} goes", fewer.name);
        }
    }

    #[test]
    fn no_round_goes_where_the_least_doses_fit_with_all_of_them(
        sets in prop::collection::vec((1u32..=4, prop::collection::vec((1u32..=30, 0u32..=60), 1..=3)), 1..=4),
        minutes in 1u32..=40
    ) {
        let made = |longer: bool| {
            let length = |(least, more): (u32, u32)| if longer { least + more } else { least };
            let step = |dose: &(u32, u32)| Step { least: Some(dose.0), ..timed(length(*dose)) };
            routine(sets.iter().map(|(rounds, doses)| set(*rounds, doses.iter().map(step).collect::<Vec<_>>())).collect::<Vec<_>>())
        };
        let asked = Duration::from_secs(u64::from(minutes) * 60);
        prop_assume!(Plan::unroll(&made(false), Choice::default()).total() <= asked);
        for step in fit(&made(true), minutes).steps {
            prop_assert_eq!(step.today.map(|dose| dose.rounds), Some(step.paper.rounds));
        }
    }

    #[test]
    fn the_whole_length_changes_nothing(routine in routines(), choice in choices()) {
        let whole = Plan::unroll(&routine, choice);
        let minutes = u32::try_from(whole.total().as_secs().div_ceil(60)).unwrap().max(1);
        prop_assert_eq!(Fit::new(&routine, choice, &Adjustment::minutes(minutes)).plan, whole);
    }
}
