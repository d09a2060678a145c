import Desk
import Records
import ResellerAPI
import Screen
import Settings
import Testing

@testable import Desk

@Suite("Kiosk")
@MainActor
struct KioskTests {
    private nonisolated static let keys: [Key] = [.character("q"), .character("Q"), .control("c"), .escape]

    @Test("No key of those that end other programs ends it", arguments: keys)
    func stays(key: Key) async {
        let run = Board.run(kiosk: true)
        for _ in 0..<5 { await run.press(key) }
        #expect(run.state.exitCode == nil)
        #expect(run.state.place.view == .live)
        #expect(run.state.notice?.text == "this is a kiosk; :quit ends it")
    }

    @Test("From the desk behind it they lead to the board", arguments: [Key.character("q"), .escape])
    func leadsBack(key: Key) async {
        let run = Board.run(kiosk: true)
        await run.press(.character("g"), .character("d"))
        #expect(run.state.place.view == .desk)
        await run.press(key)
        #expect(run.state.place.view == .live)
        #expect(run.state.exitCode == nil)
    }

    @Test("The word typed twice ends it: as a command, then as the answer")
    func typed() async {
        let run = Board.run(kiosk: true)
        await run.press(.character(":"))
        await run.type("quit")
        await run.press(.enter)
        #expect(run.state.exitCode == nil)
        await run.press(.enter)
        #expect(run.state.exitCode == nil)
        await run.type("quit")
        await run.press(.enter)
        #expect(run.state.exitCode == 0)
    }

    @Test("Esc at the question goes on")
    func goesOn() async {
        let run = Board.run(kiosk: true)
        await run.press(.character(":"))
        await run.type("quit")
        await run.press(.enter, .escape)
        #expect(run.state.overlay == nil)
        #expect(run.state.exitCode == nil)
    }

    @Test("The command leave at the top does not end it")
    func leave() async {
        let run = Board.run(kiosk: true)
        await run.press(.character("g"), .character("d"), .character(":"))
        await run.type("leave")
        await run.press(.enter)
        #expect(run.state.exitCode == nil)
    }

    @Test(
        "Every command that changes something is off",
        arguments: Command.all.filter(\.writes).map(\.id) + [
            .acknowledge, .snooze, .solved, .export, .context, .accountAdd, .suspend, .maskAddresses,
        ])
    func off(command: CommandID) {
        let run = Board.run(kiosk: true)
        #expect(run.state.reasonOff(command) != nil)
    }

    @Test("Names, addresses and subjects are masked")
    func masks() {
        let run = Board.run(kiosk: true)
        #expect(run.state.masked("mail from kim.frost@gone.example") == "mail from k…t@gone.example")
        #expect(run.state.shownName("kim.frost@gone.example") == "k…t@gone.example")
        #expect(run.state.shownSubject("Your invoice 17") == "(subject, 15 characters)")
    }
}
