//! What a session writes while its drawing moves: what a slow line pays for.

use std::path::Path;
use std::time::Duration;

use ratatui::layout::Size;
use solemate::domain::body::Technique;
use solemate::domain::routine::RoutineId;
use solemate::driver::terminal::Painter;
use solemate::store::routine_file;
use solemate::ui::app::Begin;
use solemate::ui::view::Pictures;

use super::support::house::{Disk, House};

const WINDOW: Size = Size { width: 120, height: 40 };

/// Each technique as it is practised: its name, the keys of its step.
const EXERCISES: [(&str, &str); 24] = [
    ("mobility", "zones = [\"ankle\"]\nposition = \"lying\"\npace = 15"),
    ("mobility", "zones = [\"ankle\"]\nposition = \"lying\"\npace = 15\nsides = \"both\""),
    ("mobility", "zones = [\"ankle\"]\nposition = \"sit_chair\"\npace = 20"),
    ("mobility", "zones = [\"toes\"]\nposition = \"sit_chair\"\npace = 10"),
    ("ankle_circles", "zones = [\"ankle\"]\nposition = \"lying\"\npace = 12"),
    ("effleurage", "zones = [\"calf_all\"]\ntoward = \"knee\"\npace = 12"),
    ("effleurage", "zones = [\"sole_all\"]\ntoward = \"toes\"\npace = 20"),
    ("deep_glide", "zones = [\"sole_all\"]\ntoward = \"toes\"\npace = 6"),
    ("kneading", "zones = [\"calf_lower\", \"calf_upper\"]\npace = 20"),
    ("circles", "zones = [\"calf_upper\"]\ntoward = \"ankle\"\npace = 40"),
    ("compression", "zones = [\"calf_all\"]\npace = 12"),
    ("cross_friction", "zones = [\"arch\"]\npace = 60"),
    ("ball_roll", "zones = [\"sole_all\"]\nposition = \"sit_chair\"\npace = 15"),
    ("cold_roll", "zones = [\"sole_all\"]\nposition = \"sit_chair\"\npace = 15"),
    ("roller", "zones = [\"calf_all\"]\npace = 15"),
    ("sustained_hold", "zones = [\"sole_all\"]"),
    ("trigger_hold", "zones = [\"arch\"]\nspots = 3"),
    ("stretch_fascia", "zones = [\"arch\", \"toes\"]\nreps = 6\nhold = \"10s\"\nrest = \"3s\""),
    ("stretch_calf_straight", "zones = [\"calf_upper\"]\nposition = \"stand_wall\"\nreps = 3\nhold = \"20s\""),
    ("stretch_calf_bent", "zones = [\"calf_lower\"]\nposition = \"stand_wall\"\nreps = 3\nhold = \"20s\""),
    ("reach", "zones = [\"sole_ball\"]\nreps = 3\nhold = \"20s\""),
    ("heel_raise", "zones = [\"calf_all\", \"arch\"]\nposition = \"stand_wall\"\nreps = 6\ntempo = \"3-2-3\""),
    ("heel_raise", "zones = [\"calf_all\", \"arch\"]\nposition = \"stand_step\"\nreps = 6\ntempo = \"3-2-3\""),
    (
        "heel_raise",
        "zones = [\"calf_all\", \"arch\"]\nposition = \"stand_wall\"\nreps = 6\ntempo = \"3-2-3\"\nsides = \"both\"",
    ),
];

/// A session at its first step, its window, and what is on it.
struct Stage {
    house: House,
    painter: Painter,
    pictures: Pictures,
}

impl Stage {
    fn of((technique, keys): (&str, &str)) -> Self {
        let sides = if keys.contains("sides") { "" } else { "sides = \"left\"\n" };
        let time = if keys.contains("reps") { "" } else { "time = \"60s\"\n" };
        let text = format!(
            "format = 1\nname = \"One\"\n[defaults]\nprep = \"5s\"\n[[step]]\nname = \"It\"\ntechnique = \"{technique}\"\n\
             {keys}\n{sides}{time}"
        );
        let read = routine_file::read(&RoutineId::new("one").unwrap(), Path::new("one.toml"), text.as_bytes()).unwrap();
        let house = House::with(Disk::default(), |setup| {
            setup.begin = Begin::Routine(Box::new(read));
            setup.prefs.check = false;
        });
        Self { house, painter: Painter::new(WINDOW, true), pictures: Pictures::default() }
    }

    /// The next frame, as the driver draws it; its bytes.
    fn frame(&mut self) -> usize {
        let house = &mut self.house;
        let change = house.app.next_wake();
        let moves = house.app.next_frame(WINDOW);
        let next = change.into_iter().chain(moves).min().unwrap();
        house.pass(next.since(house.now.moment));
        if change.is_none_or(|change| next < change) && house.app.sees_move(house.now) {
            let (app, pictures, now) = (&house.app, &mut self.pictures, house.now);
            if let Some(bytes) = self.painter.frame_over(|buffer| app.draw_moved(pictures, buffer, now)) {
                return bytes.len();
            }
        }
        house.wait("0s");
        let (app, pictures, now) = (&house.app, &mut self.pictures, house.now);
        self.painter.frame(|buffer| *pictures = app.draw(buffer, now)).len()
    }

    /// The bytes of all frames of the next `seconds`.
    fn bytes_in(&mut self, seconds: u64) -> usize {
        let end = self.house.now.moment.plus(Duration::from_secs(seconds));
        let mut bytes = 0;
        while self.house.now.moment < end {
            bytes += self.frame();
        }
        bytes
    }
}

#[test]
fn a_calm_drawing_takes_less_than_a_kilobyte_a_second() {
    for exercise in EXERCISES {
        let mut stage = Stage::of(exercise);
        stage.bytes_in(8);
        let a_second = stage.bytes_in(24) / 24;
        assert!((60..1_000).contains(&a_second), "{a_second} bytes a second of {exercise:?}");
    }
    for technique in Technique::ALL.iter().filter(|technique| **technique != Technique::Settle) {
        assert!(EXERCISES.iter().any(|(name, _)| *name == technique.word()), "{technique:?} is not measured");
    }
}
