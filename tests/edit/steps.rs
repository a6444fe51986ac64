//! Steps that are added, moved, copied, taken out and grouped.

use solemate::domain::edit::{Change, Place, StepPath, Value};
use solemate::store::routine_file::edit::{Refused, apply, clip};

use crate::{LAYOUTS, changed, first, meaning};

#[test]
fn a_step_that_moves_takes_along_what_stands_above_it_and_right_below_it() {
    let after = changed(LAYOUTS[0], &Change::Move { from: StepPath::top(0), to: StepPath::top(1) });
    let (above, below) = after.split_once("name = \"B\"").unwrap();
    assert!(above.contains("#c6 below prep\n\n#c13 stands alone\n\n[[step]]\n"), "{after}");
    let own =
        "#c7 stands alone\n\n#c8 above A\n[[step]] #c9\nname = 'A'  #c10\ntime = \"30s\"      #c11\n#c12 below A\n";
    assert!(below.contains(own), "{after}");
    let back = changed(&after, &Change::Move { from: StepPath::top(1), to: StepPath::top(0) });
    assert_eq!(meaning(&back), meaning(LAYOUTS[0]));
}

#[test]
fn a_comment_that_a_blank_line_parts_from_its_step_goes_where_the_step_goes() {
    let one = "[[step]]\nname = \"One\"\ntime = 10\n";
    let two = "# -- before two --\n# two's own\n\n[[step]]\nname = \"Two\"\ntime = 20\n# trailing of two\n";
    let three = "# -- three --\n[[step]]\nname = \"Three\"\ntime = 30\n";
    let text = |steps: &[&str]| format!("name = \"M\"\n\n{}\n# end of all\n", steps.join("\n"));
    let before = text(&[one, two, three]);
    let at = StepPath::top;
    let moved = |from: usize, to: usize| changed(&before, &Change::Move { from: at(from), to: at(to) });
    assert_eq!(moved(1, 2), text(&[one, three, two]));
    assert_eq!(moved(2, 1), text(&[one, three, two]));
    assert_eq!(moved(1, 0), text(&[two, one, three]));
    assert_eq!(changed(&before, &Change::Remove(at(1))), text(&[one, three]));
    assert_eq!(changed(&before, &Change::Remove(at(2))), text(&[one, two]));
}

#[test]
fn the_steps_of_a_set_that_is_taken_away_keep_its_comments_above_them() {
    let text = "name = \"M\"\n\n# section: sets\n[[step]] # twice\nname = \"S # no\" # the set\n# rounds\nrounds = 2\n\n# alone\n\n\
                # to A\n[[step.step]]\nname = \"A\" # a\ntime = 3\n\n[defaults] # theirs\nprep = 3\n\n[[step.step]]\nname = \"B\"\ntime = 4\n\n# to C\n[[step]]\nname = \"C\"\ntime = 5\n";
    assert_eq!(
        changed(text, &Change::Ungroup(StepPath::top(0))),
        "name = \"M\"\n\n# section: sets\n# twice\n# the set\n# rounds\n# alone\n\n# to A\n[[step]]\nname = \"A\" # a\ntime = 3\n\n\
         [defaults] # theirs\nprep = 3\n\n[[step]]\nname = \"B\"\ntime = 4\n\n# to C\n[[step]]\nname = \"C\"\ntime = 5\n"
    );
    let inner = changed(LAYOUTS[2], &Change::Ungroup(StepPath::top(0)));
    assert!(inner.contains("\n\n    #c1\n    #c2\n    [[step]]\n    name = \"A\"\n"), "{inner}");
}

#[test]
fn what_is_taken_out_takes_its_own_comments_along_and_no_others() {
    let text = "# mine\nname = \"M\" # name\n# to the goal\ngoal = \"Calm\" # goal\n# to the level\nlevel = 2 # level\n\n\
                [[step]]\nname = \"A\" # a\n# to time\n[step.time] # time\nleft = 1 # left\nright = 2\n# below\n\n# to B\n[[step]]\nname = \"B\" # b\ntime = 3\n";
    let without = |place: Place, key| changed(text, &Change::Unset { place, key });
    assert_eq!(without(Place::Routine, "goal"), text.replace("goal = \"Calm\" # goal\n", ""));
    assert_eq!(without(first(), "time"), text.replace("[step.time] # time\nleft = 1 # left\nright = 2\n", ""));
    let removed = changed(text, &Change::Remove(StepPath::top(1)));
    assert_eq!(removed, text.split_once("\n# to B").unwrap().0);
}

#[test]
fn a_step_that_was_copied_can_be_pasted_into_another_routine_at_any_depth() {
    let copied = clip(LAYOUTS[2], &StepPath::top(0).inside(1)).unwrap();
    assert_eq!(
        copied,
        "    [[step]]\n    name = \"B\" #c3\n    [step.time]\n    left = 10 #c4\n    right = 20\n    #c5\n"
    );
    let tight = changed(LAYOUTS[1], &Change::Insert { at: StepPath::top(3), text: copied.clone() });
    assert!(
        tight.ends_with(
            "time=50\n    [[step]]\n    name = \"B\" #c3\n    [step.time]\n    left = 10 #c4\n    right = 20\n    #c5"
        ),
        "{tight}"
    );
    let inside = changed(LAYOUTS[2], &Change::Insert { at: StepPath::top(0).inside(0), text: copied });
    assert_eq!(meaning(&inside)["step"][0]["step"][0]["time"]["right"].as_integer(), Some(20));
}

#[test]
fn what_cannot_be_done_by_lines_is_refused_with_a_way_out() {
    assert_eq!(apply("name = ", &Change::Remove(StepPath::top(0))), Err(Refused::Syntax));
    assert_eq!(apply(LAYOUTS[1], &Change::Remove(StepPath::top(9))), Err(Refused::Gone));
    for count in [0, 9, usize::MAX] {
        let group = Change::Group { first: StepPath::top(1), count, name: "Set".into(), rounds: 2 };
        assert_eq!(apply(LAYOUTS[1], &group), Err(Refused::Gone), "{count}");
    }
    for more_than_a_step in [
        "[defaults]\nprep = 9\n[[step]]\nname = \"X\"\ntime = 1\n",
        "name = \"X\"\n",
        &LAYOUTS[1].replace("name=\"Tight\"\n", ""),
    ] {
        let paste = Change::Insert { at: StepPath::top(0), text: more_than_a_step.into() };
        assert_eq!(apply(LAYOUTS[1], &paste), Err(Refused::Untold), "{more_than_a_step}");
    }
    let deep = Change::Group { first: StepPath::top(0), count: 1, name: "Set".into(), rounds: 2 };
    assert_eq!(apply(LAYOUTS[2], &deep), Err(Refused::Deep));
}

/// A step that is added at a place, as the form adds it.
fn added(text: &str, at: StepPath) -> String {
    let keys = vec![("name", Value::Text("New".into())), ("time", Value::Text("1m".into()))];
    changed(text, &Change::Add { at, keys })
}

#[test]
fn a_new_step_is_written_as_those_beside_it_are() {
    for (step, new) in [
        (
            "[[step]]\nname      = \"A\"\ntechnique = \"kneading\"\n",
            "[[step]]\nname      = \"New\"\ntime      = \"1m\"\n",
        ),
        ("[[step]]\nname = \"A\"\ntechnique = \"kneading\"\n", "[[step]]\nname = \"New\"\ntime = \"1m\"\n"),
        ("[[step]]\nname=\"A\"\ntime=30\n", "[[step]]\nname=\"New\"\ntime=\"1m\"\n"),
        (
            "  [[step]] # é\n  name     = \"A\"\n  position = 30\n",
            "  [[step]]\n  name     = \"New\"\n  time     = \"1m\"\n",
        ),
    ] {
        let text = format!("name = \"M\"\n\n{step}");
        assert_eq!(added(&text, StepPath::top(1)), format!("{text}\n{new}"));
        assert_eq!(added(&text, StepPath::top(0)), format!("name = \"M\"\n\n{new}\n{step}"));
        // One whose keys are all of one length does not tell: the next one does.
        let two = format!("{text}\n[[step]]\nname = \"B\"\ntime = 3\n");
        let third = added(&two, StepPath::top(2));
        assert_eq!(third.trim_start_matches(&two).trim(), new.trim().replace("\n  ", "\n"), "{third}");
    }
    assert!(added(LAYOUTS[2], StepPath::top(0).inside(1)).contains("\n    [[step.step]]\n    name = \"New\"\n"));
}

#[test]
fn a_new_set_is_written_as_its_steps_are_and_a_key_as_the_others_of_its_step() {
    let text = "[[step]]\nname      = \"A\"\ntechnique = \"kneading\"\n";
    let group = Change::Group { first: StepPath::top(0), count: 1, name: "Set".into(), rounds: 2 };
    let inner = text.replace("[[step]]", "[[step.step]]");
    assert_eq!(changed(text, &group), format!("[[step]]\nname      = \"Set\"\nrounds    = 2\n\n{inner}"));
    let cue = Change::Set { place: first(), key: "cue", value: Value::Text("Go.".into()) };
    assert_eq!(changed("[[step]]\nname=\"A\"\ntime=3\n", &cue), "[[step]]\nname=\"A\"\ntime=3\ncue=\"Go.\"\n");
}
