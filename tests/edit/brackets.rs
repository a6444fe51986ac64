//! Steps that are written inside one list, in braces.

use proptest::prelude::*;
use solemate::domain::edit::{Change, StepPath, Value};
use solemate::store::routine_file::edit::clip;

use crate::any_change::checked;
use crate::{changed, meaning, texts};

const LIST: &str = "name = \"Mine\"\nstep = [ # mine\n  # first of all\n  { name = \"A\", time = 30 }, # a\n  { name = \"B\", wait = true }, # b\n  { name = \"C\", reps = 3, hold = 5 },\n]\n";

fn moved(text: &str, from: usize, to: usize) -> String {
    changed(text, &Change::Move { from: StepPath::top(from), to: StepPath::top(to) })
}

#[test]
fn a_step_moves_is_deleted_and_is_there_twice_with_its_line_alone() {
    let [a, b, c] = [
        "  # first of all\n  { name = \"A\", time = 30 }, # a\n",
        "  { name = \"B\", wait = true }, # b\n",
        "  { name = \"C\", reps = 3, hold = 5 },\n",
    ];
    let of = |steps: &[&str]| format!("name = \"Mine\"\nstep = [ # mine\n{}]\n", steps.concat());
    assert_eq!(LIST, of(&[a, b, c]));
    assert_eq!(moved(LIST, 0, 2), of(&[b, c, a]));
    assert_eq!(moved(LIST, 2, 0), of(&[c, a, b]));
    assert_eq!(changed(LIST, &Change::Remove(StepPath::top(1))), of(&[a, c]));
    assert_eq!(changed(LIST, &Change::Duplicate(StepPath::top(1))), of(&[a, b, b, c]));
    let keys = vec![("name", Value::Text("New".into())), ("time", Value::Text("1m".into()))];
    let new = "  { name = \"New\", time = \"1m\" },\n";
    assert_eq!(changed(LIST, &Change::Add { at: StepPath::top(3), keys }), of(&[a, b, c, new]));
}

#[test]
fn on_one_line_nothing_but_the_step_moves() {
    let text = "step = [{name=\"A\",time=3}, {name=\"B\",time=4}, {name=\"C\",time=5}]\n";
    assert_eq!(moved(text, 0, 2), "step = [{name=\"B\",time=4}, {name=\"C\",time=5}, {name=\"A\",time=3}]\n");
    assert_eq!(changed(text, &Change::Remove(StepPath::top(0))), "step = [{name=\"B\",time=4}, {name=\"C\",time=5}]\n");
    let none = changed("step = [{name=\"A\",time=3}]\n", &Change::Remove(StepPath::top(0)));
    assert_eq!(none, "step = []\n");
    let keys = vec![("name", Value::Text("New".into()))];
    assert_eq!(changed(&none, &Change::Add { at: StepPath::top(0), keys }), "step = [{ name = \"New\" }]\n");
}

#[test]
fn a_step_goes_from_a_list_to_headers_and_back_with_all_it_says() {
    let copied = clip(LIST, &StepPath::top(0)).unwrap();
    assert_eq!(copied, "# first of all\n# a\n[[step]]\nname = \"A\"\ntime = 30\n");
    let set =
        "# above\n[[step]]\nname = \"S\" # of it\n[[step.step]]\nname = \"D\"\n[step.step.time]\nleft = 1\nright = 2\n";
    let pasted = changed(LIST, &Change::Insert { at: StepPath::top(1), text: set.into() });
    let written =
        "  # above\n  # of it\n  { name = \"S\", step = [{ name = \"D\", time = { left = 1, right = 2 } }] },\n";
    let (before, after) = pasted.split_once(written).unwrap_or_else(|| panic!("{pasted}"));
    assert_eq!(format!("{before}{after}"), LIST);
}

#[test]
fn a_group_of_steps_is_a_list_in_a_list_and_comes_apart_again() {
    let group = Change::Group { first: StepPath::top(0), count: 2, name: "Both".into(), rounds: 2 };
    let grouped = changed(LIST, &group);
    assert_eq!(
        grouped,
        "name = \"Mine\"\nstep = [ # mine\n  { name = \"Both\", rounds = 2, step = [\n  # first of all\n  { name = \"A\", time = 30 }, # a\n  \
         { name = \"B\", wait = true } # b\n  ] },\n  { name = \"C\", reps = 3, hold = 5 },\n]\n"
    );
    assert_eq!(changed(&grouped, &Change::Ungroup(StepPath::top(0))), LIST);
    let in_a_set = "name = \"M\"\n\n# set\n[[step]]\nname = \"S\"\nrounds = 2 # twice\nstep = [{ name = \"A\", time = 3 }, { name = \"B\", time = 4 }]\n\n[[step]]\nname = \"C\"\ntime = 5\n";
    let apart = changed(in_a_set, &Change::Ungroup(StepPath::top(0)));
    assert_eq!(meaning(&apart)["step"].as_array().map(Vec::len), Some(3));
    assert!(apart.contains("# set\n# twice\n[[step]]\nname = \"A\"\ntime = 3\n\n[[step]]\nname = \"B\"\n"), "{apart}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    /// R12, R19: whatever is done to a file with such a list, none of it is refused, and no comment is lost.
    #[test]
    fn r12_a_list_of_steps_takes_any_change(
        file in 0usize..100,
        changes in prop::collection::vec(prop::array::uniform4(0usize..1000), 1..8),
    ) {
        let mut texts = texts();
        texts.retain(|text| text.contains("step = [") || text.contains("step=["));
        prop_assert!(texts.len() > 3);
        let mut text = texts[file % texts.len()].clone();
        for numbers in changes {
            text = checked(&text, numbers).unwrap_or(text);
        }
    }
}
