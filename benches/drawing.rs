//! What a frame costs: drawn into a buffer, and turned into bytes for the terminal.
//!
//! ```text
//! cargo bench --bench drawing                # all
//! cargo bench --bench drawing -- home        # the first frame of the program, from nothing known of the screen
//! cargo bench --bench drawing -- second      # a shown second flips: the frame of every second of a session
//! cargo bench --bench drawing -- moving      # the hand moves: four frames a second of a session with a drawing
//! cargo bench --bench drawing -- pause       # the pause key: every colour on the screen turns quiet, and back
//! cargo bench --bench drawing -- scroll      # a page further in a history of 100,000 sessions and 300,000 ratings
//! cargo bench --bench drawing -- find        # a letter typed into its filter, with all that follows
//! cargo bench --bench drawing -- delete      # a rating of it deleted, and brought back
//! ```
//!
//! `view` is the drawing alone, `frame` all that lies between a change and the write. The bytes of the frames are
//! printed first: they are what a slow line pays for.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use solemate::config::Settings;
use solemate::domain::body::{Feet, PerSide, Side};
use solemate::domain::care::Care;
use solemate::domain::health::Profile;
use solemate::domain::history::{BeforeAfter, Row, RowKind};
use solemate::domain::record::{Ending, Fact, Pain, PainKind, Rating, What, new_id};
use solemate::domain::routine::RoutineId;
use solemate::domain::text::Clean;
use solemate::domain::time::{Moment, Now, stamp};
use solemate::driver::terminal::Painter;
use solemate::store::anatomy;
use solemate::store::library::Library;
use solemate::ui::app::{App, Begin, Prefs, Setup};
use solemate::ui::effect::{Claimed, Effect, Msg, Opened};
use solemate::ui::keymap::Keymap;
use solemate::ui::theme::{Kind, Theme};
use solemate::ui::view::Pictures;

const SIZES: [(u16, u16); 2] = [(120, 40), (200, 60)];

fn main() {
    for size in SIZES {
        let mut stage = Stage::session(size);
        let seconds: Vec<usize> = (0..60).map(|_| stage.second()).collect();
        let moving = (0..240).map(|_| stage.moved()).sum::<usize>() / 60;
        let (pause, resume) = (stage.press(' '), stage.press(' '));
        println!(
            "{size:?}: home {} bytes; a second {} on average, {} at most; {moving} with the hand moving; pause {pause}, resume {resume}",
            Stage::home(size).frame(),
            seconds.iter().sum::<usize>() / seconds.len(),
            seconds.iter().max().unwrap(),
        );
    }
    divan::main();
}

/// The program, its clock, and a terminal to draw on.
struct Stage {
    app: App,
    now: Now,
    painter: Painter,
    pictures: Pictures,
    size: (u16, u16),
}

impl Stage {
    fn open(size: (u16, u16), begin: Begin) -> Self {
        let wall = stamp::read("2026-11-20T21:30:00+01:00").unwrap();
        let now = Now { moment: Moment::default(), wall, dawn: Default::default() };
        let settings = Settings::default();
        let setup = Setup {
            theme: Theme::new(Kind::Either),
            keys: Keymap::default(),
            prefs: Prefs { check: false, ..settings.prefs() },
            entries: Library::new(None).entries(),
            care: Care { health: Profile::default().with_no_to_the_rest(now.today()), ..Care::default() },
            recent: Vec::new(),
            more: false,
            first_start: false,
            unfinished: None,
            notices: Vec::new(),
            adjust: Default::default(),
            anyway: false,
            begin,
        };
        let (app, _) = App::new(setup, now);
        let painter = Painter::new(Size::new(size.0, size.1), true);
        Self { app, now, painter, pictures: Pictures::default(), size }
    }

    fn home(size: (u16, u16)) -> Self {
        Self::open(size, Begin::Home)
    }

    /// In the three minutes of kneading a calf, with all that a session shows.
    fn session(size: (u16, u16)) -> Self {
        let routine = Library::new(None).load("calf-classic").unwrap();
        let mut stage = Self::open(size, Begin::Routine(Box::new(routine)));
        stage.tell(Msg::Claimed(Claimed::Yes));
        stage.tell(Msg::Anatomy(Box::new(anatomy::ours()), Vec::new()));
        for _ in 0..100 {
            stage.second();
        }
        stage
    }

    /// In a history of 100,000 sessions and 300,000 ratings, newest first.
    fn history(size: (u16, u16)) -> Self {
        let mut stage = Self::home(size);
        stage.press('h');
        let rows = history(stage.now);
        stage.tell(Msg::History(rows, None));
        stage
    }

    fn tell(&mut self, msg: Msg) -> Vec<Effect> {
        black_box(self.app.update(msg, self.now)).effects
    }

    fn second(&mut self) -> usize {
        self.now.moment = self.app.next_wake().unwrap();
        self.tell(Msg::Tick);
        self.frame()
    }

    /// The hand moves on by one frame.
    fn moved(&mut self) -> usize {
        let (change, moves) = (self.app.next_wake(), self.app.next_frame(Size::new(self.size.0, self.size.1)));
        self.now.moment = change.into_iter().chain(moves).min().unwrap();
        if change.is_none_or(|change| self.now.moment < change) && self.app.sees_move(self.now) {
            let (app, pictures, now) = (&self.app, &mut self.pictures, self.now);
            if let Some(bytes) = self.painter.frame_over(|buffer| app.draw_moved(pictures, buffer, now)) {
                return bytes.len();
            }
        }
        self.tell(Msg::Tick);
        self.frame()
    }

    fn press(&mut self, key: char) -> usize {
        self.press_code(KeyCode::Char(key))
    }

    fn press_code(&mut self, code: KeyCode) -> usize {
        for effect in self.tell(Msg::Key(KeyEvent::from(code))) {
            if let Effect::ReadRecord(id) = effect {
                let at = self.now.wall;
                let fact = Fact { id, ..Fact::new(at, rating(Side::Left)) };
                self.tell(Msg::Record(Some(Box::new(Opened { fact, about: Vec::new() }))));
            }
        }
        self.frame()
    }

    /// The bytes of the next frame.
    fn frame(&mut self) -> usize {
        self.painter.frame(|buffer| self.pictures = self.app.draw(buffer, self.now)).len()
    }

    fn view(&self, buffer: &mut Buffer) {
        buffer.reset();
        self.app.draw(buffer, self.now);
    }

    fn buffer(&self) -> Buffer {
        Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1))
    }
}

fn rating(side: Side) -> What {
    let value = Pain::try_from(4).unwrap();
    let note = Some(Clean::visible("Long walk yesterday."));
    What::Pain(Rating { side, kind: PainKind::FirstStep, value, session: None, note, place: None })
}

fn history(now: Now) -> Vec<Row> {
    let session = || RowKind::Session {
        routine: RoutineId::new("wind-down").unwrap(),
        name: Clean::visible("End of Day"),
        planned: Duration::from_secs(1160),
        lived: Duration::from_secs(1160),
        ending: Ending::Finished,
        did_nothing: false,
        fitted: None,
        pain: PerSide::same(BeforeAfter::default()),
        hurts: Vec::new(),
        feet: Some(Feet::Both),
        during: Vec::new(),
        worded: Vec::new(),
        note: Clean::visible("Stood a lot today; the arch was tight at first."),
    };
    let row = |n: i64| {
        let at = now.wall - chrono::TimeDelta::hours(n * 3);
        let what = match (n % 4, rating(if n % 4 == 1 { Side::Left } else { Side::Right })) {
            (1..=3, What::Pain(rating)) => RowKind::Rating(rating),
            _ => session(),
        };
        Row { id: new_id(at), at, what }
    };
    (0..400_000).map(row).collect()
}

/// A page further down the list, and the frame.
#[divan::bench(args = SIZES, sample_count = 1, sample_size = 1000)]
fn scroll_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::history(size);
    bencher.bench_local(|| black_box(stage.press_code(KeyCode::PageDown)));
}

/// The same where only some rows are found.
#[divan::bench(args = SIZES, sample_count = 1, sample_size = 1000)]
fn scroll_found_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::history(size);
    "/left walk".chars().for_each(|letter| _ = stage.press(letter));
    bencher.bench_local(|| black_box(stage.press_code(KeyCode::PageDown)));
}

/// One letter more in the filter, and one less: each finds anew, and is drawn.
#[divan::bench(args = ["walk", "left first-step 2020", "süd"], sample_count = 1, sample_size = 40)]
fn find_frame(bencher: Bencher<'_, '_>, words: &str) {
    let mut stage = Stage::history(SIZES[0]);
    format!("/{words}").chars().for_each(|letter| _ = stage.press(letter));
    bencher.bench_local(|| black_box((stage.press('x'), stage.press_code(KeyCode::Backspace))));
}

/// Deleted and brought back.
#[divan::bench(args = SIZES, sample_count = 1, sample_size = 100)]
fn delete_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::history(size);
    stage.press_code(KeyCode::Down);
    bencher.bench_local(|| black_box((stage.press('d'), stage.press('u'))));
}

#[divan::bench(args = SIZES)]
fn home_view(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let stage = Stage::home(size);
    let mut buffer = stage.buffer();
    bencher.bench_local(|| stage.view(black_box(&mut buffer)));
}

#[divan::bench(args = SIZES)]
fn home_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    bencher.with_inputs(|| Stage::home(size)).bench_local_values(|mut stage| (stage.frame(), stage));
}

#[divan::bench(args = SIZES)]
fn second_view(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let stage = Stage::session(size);
    let mut buffer = stage.buffer();
    bencher.bench_local(|| stage.view(black_box(&mut buffer)));
}

/// The hand moves: four of these a second.
#[divan::bench(args = SIZES, sample_count = 1, sample_size = 480)]
fn moving_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::session(size);
    bencher.bench_local(|| black_box(stage.moved()));
}

#[divan::bench(args = SIZES, sample_count = 1, sample_size = 120)]
fn second_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::session(size);
    bencher.bench_local(|| black_box(stage.second()));
}

#[divan::bench(args = SIZES)]
fn pause_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut stage = Stage::session(size);
    bencher.bench_local(|| stage.press(' '));
}
