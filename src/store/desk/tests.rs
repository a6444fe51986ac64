use super::*;

const TEXT: &str = "name = \"Mine\" # my own\n\n[[step]]\nname = \"One\"\ntime = \"3m\"\n";
const AT: &str = "2026-11-20T20:30:00+01:00";

struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(home.path("routines")).unwrap();
        home.write("mine", TEXT);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, id: &str, text: &str) {
        fs::write(self.path(&format!("routines/{id}.toml")), text).unwrap();
    }

    fn read(&self, id: &str) -> String {
        fs::read_to_string(self.path(&format!("routines/{id}.toml"))).unwrap()
    }

    fn desk(&self) -> Desk {
        Desk::new(Library::new(Some(self.path("routines"))), &self.path("state"))
    }

    fn entry(&self, id: &str) -> Entry {
        let entries = Library::new(Some(self.path("routines"))).entries();
        entries.into_iter().find(|entry| entry.id.as_ref().is_some_and(|its| its.as_str() == id)).unwrap()
    }

    fn opened(&self, desk: &mut Desk, id: &str) -> Box<Opened> {
        desk.open(&self.entry(id)).unwrap()
    }
}

fn at() -> DateTime<FixedOffset> {
    AT.parse().unwrap()
}

fn longer(text: &str) -> String {
    text.replace("3m", "4m")
}

#[test]
fn what_is_opened_and_saved_unchanged_is_the_same_to_the_byte() {
    let home = Home::new();
    for shipped in crate::store::shipped::ALL {
        home.write(shipped.id, shipped.text);
        let mut desk = home.desk();
        let opened = home.opened(&mut desk, shipped.id);
        desk.save(&opened.text).unwrap();
        assert_eq!(home.read(shipped.id), shipped.text);
    }
}

#[test]
fn a_shipped_routine_becomes_a_copy_of_ones_own_when_it_is_saved() {
    let home = Home::new();
    let mut desk = home.desk();
    let opened = home.opened(&mut desk, "calf-classic");
    assert_eq!(opened.kind, Kind::Copy);
    assert!(!home.path("routines/calf-classic.toml").exists(), "looking at it writes nothing");
    desk.save(&format!("{}\n# mine\n", opened.text)).unwrap();
    assert!(home.read("calf-classic").ends_with("# mine\n"));
}

#[test]
fn r16_what_somebody_else_wrote_is_kept_and_both_can_be_had() {
    let home = Home::new();
    let mut desk = home.desk();
    let mine = longer(&home.opened(&mut desk, "mine").text);
    home.write("mine", "theirs");
    assert_eq!(desk.save(&mine), Err(NotSaved::Changed(Some("theirs".into()))));
    assert_eq!(home.read("mine"), "theirs");
    desk.answer(Ask::Rebase(Some("not what is there".into())));
    assert_eq!(desk.save(&mine), Err(NotSaved::Changed(Some("theirs".into()))), "only what was shown is written over");
    let path = desk.save_as(&mine, &Clean::visible("Mine")).unwrap();
    assert!(path.ends_with("mine-2.toml"), "{path}");
    assert_eq!((home.read("mine-2"), home.read("mine")), (mine, "theirs".to_owned()));
}

#[test]
fn theirs_can_be_taken_and_changed_from_there() {
    let home = Home::new();
    let mut desk = home.desk();
    home.opened(&mut desk, "mine");
    home.write("mine", "name = \"Theirs\"\n");
    let theirs = desk.take_theirs().unwrap();
    desk.save(&format!("{}# and mine\n", theirs.text)).unwrap();
    assert_eq!(home.read("mine"), "name = \"Theirs\"\n# and mine\n");
}

#[test]
fn a_draft_outlives_the_program_and_is_gone_once_it_is_saved() {
    let home = Home::new();
    let mut desk = home.desk();
    let mine = longer(&home.opened(&mut desk, "mine").text);
    assert_eq!(desk.answer(Ask::KeepDraft(mine.clone(), at())), None);
    drop(desk);

    let mut desk = home.desk();
    let opened = home.opened(&mut desk, "mine");
    assert_eq!(opened.left, Some(Left { text: mine.clone(), base: Some(TEXT.into()), at: at() }));
    assert_eq!(opened.text, TEXT, "nothing was written");
    desk.take_draft();
    desk.save(&mine).unwrap();
    assert_eq!(home.read("mine"), mine);
    assert_eq!(home.opened(&mut home.desk(), "mine").left, None);
}

#[test]
fn a_draft_of_a_file_that_changed_meanwhile_does_not_write_over_it() {
    let home = Home::new();
    let mut desk = home.desk();
    let mine = longer(&home.opened(&mut desk, "mine").text);
    desk.answer(Ask::KeepDraft(mine.clone(), at()));
    drop(desk);
    home.write("mine", "theirs");
    let mut desk = home.desk();
    home.opened(&mut desk, "mine");
    desk.take_draft();
    assert_eq!(desk.save(&mine), Err(NotSaved::Changed(Some("theirs".into()))));
    assert_eq!(home.read("mine"), "theirs");
}

#[cfg(unix)]
#[test]
fn a_draft_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let mut desk = home.desk();
    home.opened(&mut desk, "mine");
    desk.answer(Ask::KeepDraft("x".into(), at()));
    let lent = desk.lend("y", at()).unwrap();
    for path in [home.path("state/drafts"), home.path("state/drafts/mine.json"), lent] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }
}

#[test]
fn a_new_routine_has_a_name_of_its_own_and_is_not_there_before_it_is_saved() {
    let home = Home::new();
    let mut desk = home.desk();
    let from = home.entry("calf-classic");
    for (name, from, id) in
        [("Mine", None, "mine-2"), ("Calf Classic", Some(&from), "calf-classic-2"), ("Füße!", None, "f-e")]
    {
        let opened = desk.begin(&Clean::visible(name), from).unwrap();
        assert_eq!((opened.id.as_str(), opened.sheet.tables[0].text("name").as_str()), (id, name));
        assert_eq!(opened.sheet.problems, [], "{name}");
        assert!(!home.path(&format!("routines/{id}.toml")).exists());
    }
    assert!(desk.begin(&Clean::visible("!"), None).is_err());
}

#[test]
fn what_an_editor_leaves_is_taken_back() {
    let home = Home::new();
    let mut desk = home.desk();
    let opened = home.opened(&mut desk, "mine");
    let lent = desk.lend(&opened.text, at()).unwrap();
    fs::write(&lent, "changed").unwrap();
    assert_eq!(take_back(&lent).unwrap(), "changed");
    assert!(!lent.exists());
    assert!(take_back(&lent).is_err(), "an editor may delete the file too");
}

#[test]
fn what_an_editor_leaves_that_is_no_routine_is_kept_where_its_message_says() {
    let home = Home::new();
    let mut desk = home.desk();
    let opened = home.opened(&mut desk, "mine");
    for (left, why) in [(vec![0xff, b'x'], "UTF-8"), (vec![b'#'; 300 * 1024], "256 KiB")] {
        let lent = desk.lend(&opened.text, at()).unwrap();
        fs::write(&lent, &left).unwrap();
        let said = take_back(&lent).unwrap_err();
        assert!(said.contains(why), "{said}");
        let place = said.split("kept in ").nth(1).unwrap().split(": ").next().unwrap();
        desk.answer(Ask::DropDraft);
        assert_eq!(fs::read(place).unwrap(), left, "{said}");
    }
    assert_eq!(home.opened(&mut home.desk(), "mine").left, None);
}

#[test]
fn a_draft_that_changes_nothing_is_never_offered_also_where_the_file_is_another_one_since() {
    let home = Home::new();
    let mut desk = home.desk();
    let opened = home.opened(&mut desk, "mine");
    desk.lend(&opened.text, at()).unwrap();
    drop(desk);
    home.write("mine", &longer(TEXT));
    assert_eq!(home.opened(&mut home.desk(), "mine").left, None);
    assert!(!home.path("state/drafts/mine.json").exists());
}

#[test]
fn s11_what_was_written_in_an_editor_is_the_draft_if_nobody_could_take_it_back() {
    let home = Home::new();
    let mut desk = home.desk();
    let opened = home.opened(&mut desk, "mine");
    let lent = desk.lend(&opened.text, at()).unwrap();
    fs::write(&lent, longer(TEXT)).unwrap();
    drop(desk);
    let left = home.opened(&mut home.desk(), "mine").left.unwrap();
    assert_eq!(left, Left { text: longer(TEXT), base: Some(TEXT.into()), at: at() });
    assert_eq!(home.read("mine"), TEXT);
    take_back(&lent).unwrap();
    assert_eq!(home.opened(&mut home.desk(), "mine").left, None, "what is as the file holds it is no draft");
}

#[test]
fn two_windows_that_edit_one_routine_have_a_draft_each_and_neither_is_lost() {
    let home = Home::new();
    let (mut one, mut two) = (home.desk(), home.desk());
    let [first, second] = ["# first\n", "# second\n"].map(|mine| format!("{TEXT}{mine}"));
    home.opened(&mut one, "mine");
    one.answer(Ask::KeepDraft(first.clone(), at()));
    assert_eq!(home.opened(&mut two, "mine").left, None, "what a window holds is offered in no other");
    two.answer(Ask::KeepDraft(second.clone(), at() + chrono::TimeDelta::seconds(1)));
    one.save(&first).unwrap();
    let kept = || fs::read_dir(home.path("state/drafts")).unwrap().count();
    assert_eq!(kept(), 2, "a draft and who holds it");
    drop(two);
    let left = home.opened(&mut one, "mine").left.unwrap();
    assert_eq!((left.text, left.base.as_deref()), (second, Some(TEXT)), "the file is another one since");
    one.answer(Ask::DropDraft);
    assert_eq!((kept(), home.opened(&mut one, "mine").left), (0, None));
}

#[test]
fn drafts_that_were_left_are_offered_one_after_the_other_the_newest_first() {
    let home = Home::new();
    let mut windows: Vec<Desk> = (0..3).map(|_| home.desk()).collect();
    for (number, desk) in windows.iter_mut().enumerate() {
        home.opened(desk, "mine");
        let later = chrono::TimeDelta::seconds([2, 3, 1][number]);
        desk.answer(Ask::KeepDraft(format!("{TEXT}# {number}\n"), at() + later));
    }
    drop(windows);
    let mut desk = home.desk();
    for number in [1, 0, 2] {
        let left = home.opened(&mut desk, "mine").left.unwrap();
        assert_eq!(left.text, format!("{TEXT}# {number}\n"));
        desk.answer(Ask::TakeDraft);
        home.write("mine", TEXT);
        desk.answer(Ask::Rebase(Some(TEXT.into())));
        assert!(matches!(desk.answer(Ask::Save(left.text)), Some(Answer::Saved(Ok(_)))));
    }
    assert_eq!(home.opened(&mut desk, "mine").left, None);
}

#[test]
fn a_draft_that_was_never_saved_and_is_open_in_another_window_is_not_taken_from_it() {
    let home = Home::new();
    let (mut one, mut two) = (home.desk(), home.desk());
    let begun = one.begin(&Clean::visible("New one"), None).unwrap();
    one.answer(Ask::KeepDraft(longer(&begun.text), at()));
    let id = begun.id;
    assert_eq!(two.open_draft(&id).unwrap().text, longer(&begun.text));
    two.answer(Ask::DropDraft);
    drop(one);
    assert_eq!(two.open_draft(&id).unwrap().text, longer(&begun.text));
    two.save(&begun.text).unwrap();
    assert!(two.open_draft(&id).is_err(), "once it is saved it is no draft");
}
