use super::*;

#[test]
fn every_drawing_we_ship_is_whole() {
    for (view, text) in SHIPPED {
        let drawing = read(text, view).unwrap();
        for zone in view.zones() {
            let way = drawing.way(*zone);
            assert!(way.is_some() || *zone == Zone::Toes || !view.is_touched(), "{view:?} has no way along {zone:?}");
        }
        let inside =
            |point: &Point| point.x >= -1.0 && point.x <= drawing.size.x + 1.0 && point.y <= drawing.size.y + 1.0;
        // The hand at the toes comes into the picture as they are drawn back.
        let stays = |line: &&Line| (line.role, line.limb) != (Role::Held, Limb::Toes);
        assert!(drawing.lines.iter().filter(stays).flat_map(|line| &line.points).all(inside), "{view:?}");
    }
    let foot = shipped(View::Foot);
    assert!(foot.joints.ankle != Point::default() && foot.joints.ball != Point::default());
    let leg = shipped(View::Leg);
    assert!(leg.joints.ankle != Point::default() && leg.joints.knee != Point::default());
    for (drawing, joins) in [(foot, 4), (leg, 4)] {
        assert_eq!(drawing.joins.len(), joins, "limbs hang together");
    }
}

fn with(shape: &str) -> Result<Drawing, Flaw> {
    let text = SHIPPED[0].1.replace("</svg>", &format!("{shape}\n</svg>"));
    read(&text, View::Calf)
}

#[test]
fn a_moved_group_moves_its_shapes() {
    let shape = r#"<g transform="translate(5 7) scale(2)"><line id="outline-x" x1="1" y1="1" x2="2" y2="1"/></g>"#;
    let drawing = with(shape).unwrap();
    assert_eq!(drawing.lines.last().unwrap().points, [Point::new(7.0, 9.0), Point::new(9.0, 9.0)]);
}

#[test]
fn what_is_not_understood_is_named_with_its_line_and_the_way_out() {
    let said = |shape: &str| with(shape).unwrap_err().to_string();
    assert!(said(r#"<path id="zone-calf_uper" d="M0 0 L1 1"/>"#).ends_with("did you mean `calf_upper`?"));
    assert!(said(r#"<path id="outline-1" d="M0 0 Q"/>"#).starts_with("line "));
    assert!(said(r#"<text id="outline-1">x</text>"#).contains("use a path"));
    let long = said(&format!("<path id=\"zone-{}\" d=\"M0 0 L1 1\"/>", "x".repeat(9_000)));
    assert!(long.contains("is no zone") && long.len() < 200, "{long}");
    let boxed = SHIPPED[0].1.replace("viewBox=\"0 0 110 240\"", "viewBox=\"0 0 x 110 240\"");
    assert!(read(&boxed, View::Calf).unwrap_err().to_string().contains("its viewBox is not four numbers"));
    assert!(said(r#"<circle id="outline-1" r="wide"/>"#).contains("`r` is not a number"));
    assert!(read("<svg viewBox=\"0 0 9 9\"/>", View::Calf).unwrap_err().to_string().contains("no outline"));
    let without = SHIPPED[0].1.replace("zone-hamstring", "other");
    assert!(read(&without, View::Calf).unwrap_err().to_string().contains("zone `hamstring`"));
    let handless = SHIPPED[0].1.replace("way-calf_all", "other");
    assert!(read(&handless, View::Calf).unwrap_err().to_string().contains("`way-calf_all`"));
}

#[test]
fn r22_nothing_is_executed_followed_or_allowed_to_grow() {
    let entity = "<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg viewBox=\"0 0 9 9\">&a;</svg>";
    assert!(matches!(read(entity, View::Calf), Err(Flaw::Syntax(_))));
    let deep = "<g>".repeat(40) + &"</g>".repeat(40);
    assert!(with(&deep).unwrap_err().to_string().contains("too deep"));
    let many = "<g/>".repeat(3_000);
    assert!(matches!(with(&many), Err(Flaw::Syntax(_))));
    let far = with(r#"<path id="outline-1" d="M0 0 L1e300 1"/>"#);
    assert!(far.unwrap_err().to_string().contains("far outside"));
    let script = with(r#"<script id="outline-1">alert(1)</script>"#);
    assert!(script.unwrap_err().to_string().contains("use a path"));
    let steering = with("<path id=\"zone-\u{202e}x\" d=\"M0 0\"/>").unwrap_err().to_string();
    assert!(!steering.contains('\u{202e}'));
}

#[test]
fn r22_what_takes_long_to_compare_is_refused_before_it_is() {
    let attributes: String = (0..30_000).map(|n| format!(" a{n}=\"\"")).collect();
    assert!(with(&format!("<path{attributes}/>")).unwrap_err().to_string().contains("a thousand attributes"));
    let outlines = r#"<line id="outline-x" x1="1" y1="1" x2="2" y2="1"/>"#.repeat(100);
    assert!(with(&outlines).unwrap_err().to_string().contains("64 outlines"));
}

#[test]
fn r22_what_is_huge_is_refused_before_it_is_broken_up() {
    for shape in [
        r#"<circle id="outline-1" r="1e300"/>"#,
        r#"<ellipse id="outline-1" rx="1e30" ry="1"/>"#,
        r#"<path id="outline-1" d="M0 0 Q1e30 1e30 5 1e30"/>"#,
        r#"<path id="outline-1" d="M0 0 C1e30 1e30 5 1e30 7 1e29"/>"#,
        r#"<path id="outline-1" d="M0 0 A1e300 1e300 0 0 1 9 5"/>"#,
        r#"<path id="outline-1" d="M0 0 A1 1 0 0 1 1e300 5"/>"#,
        r#"<path id="outline-1" d="M1e300 0 A1 1 0 0 1 9 5"/>"#,
        r#"<path id="outline-1" d="M0 0 H2500"/>"#,
        r#"<g transform="scale(1e300)"><circle id="outline-1" r="1"/></g>"#,
        r#"<g transform="scale(1e300)"><circle id="joint-ball" cx="1" cy="1"/></g>"#,
    ] {
        assert!(with(shape).unwrap_err().to_string().contains("far outside"), "{shape}");
    }
    let text = format!(
        "<svg viewBox=\"0 0 1e6 1\"><path id=\"outline-1\" d=\"M0 0{}\"/></svg>",
        " Q9e5 9e5 0 9e5 Q-9e5 -9e5 0 0".repeat(5_000)
    );
    assert!(read(&text, View::Calf).unwrap_err().to_string().contains("too many places"));
}

#[test]
fn a_drawing_of_ones_own_takes_the_place_of_ours_and_a_broken_one_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, problems) = (ours(), load(folder.path()).1);
    assert!(problems.is_empty());
    std::fs::write(
        folder.path().join("calf.svg"),
        SHIPPED[0].1.replace("viewBox=\"0 0 110 240\"", "viewBox=\"0 0 120 240\""),
    )
    .unwrap();
    std::fs::write(folder.path().join("sole.svg"), "<svg").unwrap();
    let (own, problems) = load(folder.path());
    let wide = |anatomy: &Anatomy| anatomy.of(View::Calf).unwrap().size.x;
    assert!(wide(&own) > wide(&ours));
    assert_eq!(own.of(View::Sole), ours.of(View::Sole));
    let [(file, _)] = &problems[..] else { panic!("{problems:?}") };
    assert!(file.ends_with("sole.svg"));
}
