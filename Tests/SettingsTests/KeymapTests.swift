import Screen
import Testing

@testable import Settings

@Suite("Keymap")
struct KeymapTests {
    private func keymap(_ user: String) -> Keymap {
        Keymap(merging: Keymap.shippedFile, user: KeymapFile(name: "keymap.json", bytes: Array(user.utf8)))
    }

    @Test("An unbound key does nothing and leaves the rest alone")
    func unbound() {
        let keymap = keymap(#"{ "list": { "Z": null }, "global": { "Q": null } }"#)
        #expect(keymap.problems == [])
        #expect(keymap.step(.list, .character("Z")) == .none)
        #expect(keymap.step(.pane, .character("Z")) == .command(.freeze))
        #expect(keymap.step(.list, .character("Q")) == .none)
        #expect(keymap.step(.pane, .character("Q")) == .none)
        #expect(keymap.keys(for: .quit, in: .list) == [])
    }

    @Test("A sequence is pending until its last key, and a wrong key ends it")
    func sequences() {
        let keymap = keymap(#"{ "list": { "^X ^S x": "open" } }"#)
        #expect(keymap.problems == [])
        #expect(keymap.step(.list, .control("x")) == .pending)
        #expect(keymap.step(.list, pending: [.control("x")], .control("s")) == .pending)
        #expect(keymap.step(.list, pending: [.control("x"), .control("s")], .character("x")) == .command(.open))
        #expect(keymap.step(.list, pending: [.control("x")], .character("j")) == .none)
        #expect(keymap.step(.pane, .control("x")) == .none)
        #expect(keymap.continuations(in: .list, after: [.control("x")]).map(\.command) == [.open])
        #expect(
            keymap.continuations(in: .list, after: [.character("g")]).map(\.command) == [
                .first, .desk, .customers, .errors, .runs,
            ])
    }

    @Test("The user's key stands before the shipped ones")
    func keysFor() {
        #expect(keymap("{}").keys(for: .help, in: .pane) == ["?", "F1"])
        #expect(keymap(#"{ "global": { "F2": "help" } }"#).keys(for: .help, in: .pane) == ["F2", "?", "F1"])
        #expect(keymap("{}").keys(for: .first, in: .list) == ["g g", "Home"])
        #expect(keymap("{}").keys(for: .headers, in: .list) == [])
    }

    @Test("The user's binding wins over the shipped one, also from the general mode over a special one")
    func userWins() {
        let keymap = keymap(#"{ "global": { "Enter": "confirm", "H": "copy-id", "Space": "refresh" } }"#)
        #expect(keymap.step(.message, .character("H")) == .command(.copyID))
        #expect(keymap.step(.message, .character(" ")) == .command(.refresh))
        #expect(keymap.step(.list, .character(" ")) == .command(.refresh))
        #expect(keymap.step(.menu, .character(" ")) == .command(.confirm))
        #expect(keymap.step(.list, .enter) == .command(.open))
    }

    @Test("A key that changes hands is named, and what has no key left")
    func takesOver() {
        let keymap = keymap("{\n \"list\": { \"s\": \"open\",\n \"F1\": \"errors\" } }")
        #expect(keymap.step(.list, .character("s")) == .command(.open))
        #expect(
            keymap.problems.map(\.text) == [
                #"keymap.json:2: "s" in "list" now runs "open" instead of "sort", which now has no key."#,
                #"keymap.json:3: "F1" in "list" now runs "errors" instead of "help"."#,
            ])
        #expect(keymap.problems.allSatisfy { $0.severity == .note })
    }

    @Test("A key that is the beginning of a shipped sequence hides it, once for all modes")
    func hides() {
        let keymap = keymap("{ \"global\": {\n\"g\": \"last\" } }")
        #expect(keymap.step(.list, .character("g")) == .command(.last))
        #expect(
            keymap.problems.map(\.text) == [
                #"keymap.json:2: "g" in "global" hides "g g" (first)."#,
                #"keymap.json:2: "g" in "global" hides "g d" (desk), which now has no key."#,
                #"keymap.json:2: "g" in "global" hides "g c" (customers), which now has no key."#,
                #"keymap.json:2: "g" in "global" hides "g e" (errors), which now has no key."#,
                #"keymap.json:2: "g" in "global" hides "g r" (runs), which now has no key."#,
            ])
    }

    @Test("A sequence that begins with a shipped key takes that key away")
    func longerHides() {
        let keymap = keymap(#"{ "list": { "s u": "sort" } }"#)
        #expect(keymap.step(.list, .character("s")) == .pending)
        #expect(keymap.step(.pane, .character("s")) == .command(.sort))
        #expect(keymap.problems.map(\.text) == [#"keymap.json:1: "s u" in "list" hides "s" (sort)."#])
    }

    @Test("Of two sequences of the user that begin alike the first works and both lines are named")
    func neverReached() {
        let keymap = keymap("{ \"list\": {\n\"X\": \"open\",\n\"X y\": \"sort\" } }")
        #expect(keymap.step(.list, .character("X")) == .command(.open))
        #expect(
            keymap.problems.map(\.text) == [
                #"keymap.json:3: "X y" in "list" and "X" in line 2 start with the same keys; only the one in line 2 works."#
            ])
        #expect(keymap.problems.allSatisfy { $0.severity == .fault })
    }

    @Test("A broken file leaves the shipped keymap as it is")
    func broken() {
        let keymap = keymap("{ \"list\": {\n  \"X\": \"open\"\n  \"y\": \"sort\" } }")
        #expect(
            keymap.problems.map(\.text) == [
                #"keymap.json:3:3: expected "," or "}", found """. The file is ignored."#
            ])
        #expect(keymap.step(.list, .character("X")) == .none)
        #expect(keymap.step(.list, .character("y")) == .command(.copyID))
    }

    @Test("A keymap without a mode or without a key does nothing in it")
    func empty() {
        let keymap = Keymap(merging: KeymapFile(name: "keymap.json", bytes: Array("{}".utf8)))
        #expect(keymap.step(.list, .enter) == .none)
        #expect(keymap.problems == [])
    }
}
