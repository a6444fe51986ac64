//! The unrolled routine below and beside its form.

use super::editor::{MINE, editing};

#[test]
fn all_that_is_selected_is_marked_below_the_timeline() {
    let mut house = editing(MINE);
    let mut marked = |keys: &str| {
        house.press(keys);
        house.screen().lines().rev().take(5).map(|line| line.matches('━').count()).sum::<usize>()
    };
    let (first, second) = (marked("jj"), marked("j"));
    assert!(first > 0 && second > 0);
    assert_eq!(marked("k "), first, "begun, and no more");
    assert_eq!(marked("j"), first + second);
    assert_eq!(marked("<esc>"), second);
}

#[test]
fn what_takes_equally_long_is_equally_wide_with_equal_gaps() {
    let house = editing(
        "name = \"A\"\n[[step]]\nname = \"B\"\ntime = \"60s\"\nrounds = 4\n[[step]]\nname = \"C\"\ntime = \"61s\"\n",
    );
    let screen = house.screen();
    let sides: Vec<&str> =
        screen.lines().rev().find(|line| line.contains("left")).unwrap().split("left").skip(1).collect();
    let wide: Vec<usize> = sides.iter().take(3).map(|one| one.len()).collect();
    assert!(wide.iter().all(|one| *one == wide[0]), "{wide:?}");
}

#[test]
fn a_time_past_an_hour_is_whole_and_what_is_short_beside_it_is_seen() {
    let text = "name = \"Long\"\n[[step]]\nname = \"Hour\"\ntime = \"1h\"\nsides = \"left\"\n[[step]]\nname = \"Minute\"\ntime = \"1m\"\nsides = \"left\"\n";
    let mut house = editing(text);
    house.size = (160, 50);
    let screen = house.screen();
    let line = screen.lines().find(|line| line.contains("1:00:05  left  Minute")).unwrap_or_else(|| panic!("{screen}"));
    assert!(line.trim_end().ends_with('█'), "{line}");
}
