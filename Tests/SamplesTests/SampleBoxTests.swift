import Foundation
import Glibc
import Records
import Testing

@testable import Samples

@Suite(.serialized, .timeLimit(.minutes(5))) struct SampleBoxTests {
    @Test("A Maildir is listed newest arrival first, whatever dates the senders claim")
    func order() async throws {
        let maildir = try ScratchMaildir()
        try maildir.deliver("100.a.host", "Subject: old\nDate: Fri, 1 Jan 2100 00:00:00 +0000\n\n")
        try maildir.deliver("300.c.host:2,S", "Subject: new\n\n", to: "cur")
        try maildir.deliver("200.b.host", "Subject: middle\n\n")
        let samples = try list(await SampleBox(path: maildir.path + "/").state())
        #expect(samples.map(\.subject) == ["new", "middle", "old"])
        #expect(samples.map(\.id) == ["300.c.host", "200.b.host", "100.a.host"])
        #expect(samples.map(\.date) == [300, 200, 4_102_444_800])
    }

    @Test("Only the newest are listed, and only new ones are parsed")
    func cappedAndCached() async throws {
        let maildir = try ScratchMaildir()
        for number in 100..<110 { try maildir.deliver("\(number).x", "Subject: \(number)\n\n") }
        let box = SampleBox(path: maildir.path, most: 4)
        #expect(try list(await box.state()).map(\.subject) == ["109", "108", "107", "106"])
        try maildir.deliver("110.x", "Subject: 110\n\n")
        try FileManager.default.moveItem(atPath: maildir.path + "/new/109.x", toPath: maildir.path + "/cur/109.x:2,S")
        #expect(try list(await box.state()).map(\.subject) == ["110", "109", "108", "107"])
        #expect(await box.reader.parsed == 5)
    }

    @Test("What comes, goes and is made later is seen without asking")
    func watched() async throws {
        let maildir = try ScratchMaildir(made: false)
        var states = SampleBox(path: maildir.path).changes().makeAsyncIterator()
        #expect(await states.next() == .waiting(path: maildir.path))
        try maildir.make()
        try await expect(&states, [])
        try maildir.deliver("1.a", "Subject: one\n\n")
        try await expect(&states, ["one"])
        try maildir.deliver("2.b", "Subject: two\n\n")
        try await expect(&states, ["two", "one"])
        try FileManager.default.removeItem(atPath: maildir.path + "/new/1.a")
        try await expect(&states, ["two"])
        // Not as it should be, but it happens: written in place.
        try Data("Subject: three\n\n".utf8).write(to: URL(fileURLWithPath: maildir.path + "/new/3.c"))
        try await expect(&states, ["three", "two"])
        try FileManager.default.moveItem(atPath: maildir.path, toPath: maildir.path + ".old")
        #expect(await states.next() == .waiting(path: maildir.path))
        try maildir.make()
        try maildir.deliver("4.d", "Subject: four\n\n")
        try await expect(&states, ["four"])
    }

    @Test("A stream that nobody reads any more lets go of its watch")
    func letsGo() async throws {
        let maildir = try ScratchMaildir()
        let before = watches()
        do {
            var states = SampleBox(path: maildir.path).changes().makeAsyncIterator()
            _ = await states.next()
        }
        var rounds = 0
        while watches() > before, rounds < 1_000_000 {
            await Task.yield()
            rounds += 1
        }
        #expect(rounds < 1_000_000)
    }

    @Test("What is no Maildir is told as such")
    func noMaildir() async throws {
        let maildir = try ScratchMaildir()
        let other = maildir.path + "/tmp"
        #expect(await SampleBox(path: other).state() == .failed(.notAMaildir(path: other)))
        #expect(await SampleBox(path: "/dev/null").state() == .failed(.notAMaildir(path: "/dev/null")))
        #expect(await SampleBox(path: other + "/none").state() == .waiting(path: other + "/none"))
    }

    @Test("Pipes, folders, links and hidden files in a Maildir are passed over")
    func notMessages() async throws {
        let maildir = try ScratchMaildir()
        try maildir.deliver("1.a", "Subject: one\n\n")
        mkfifo(maildir.path + "/new/2.pipe", 0o600)
        mkdir(maildir.path + "/new/3.folder", 0o700)
        symlink("/etc/passwd", maildir.path + "/new/4.link")
        try maildir.deliver(".hidden", "Subject: hidden\n\n")
        let box = SampleBox(path: maildir.path)
        #expect(try list(await box.state()).map(\.subject) == ["one"])
        #expect(throws: SampleError.unreadable(path: maildir.path + "/new/2.pipe", problem: "it is not a file")) {
            try box.open("2.pipe")
        }
    }

    @Test("A message is opened wherever it moved, and is left as it was")
    func opening() async throws {
        let maildir = try ScratchMaildir()
        try maildir.deliver("5.e", prize)
        let box = SampleBox(path: maildir.path)
        let listed = try list(await box.state())
        try FileManager.default.moveItem(atPath: maildir.path + "/new/5.e", toPath: maildir.path + "/cur/5.e:2,RS")
        let message = try box.open("5.e")
        #expect(message.sample == listed.first)
        #expect(message.parts.count == 5)
        #expect(!message.isCut)
        #expect(try String(contentsOfFile: maildir.path + "/cur/5.e:2,RS", encoding: .utf8) == prize)
    }

    @Test(
        "A message that is gone is told so, and an id never leads out of the Maildir",
        arguments: ["6.f", "", "../tmp/x", "/etc/passwd"])
    func gone(id: String) throws {
        let maildir = try ScratchMaildir()
        #expect(throws: SampleError.gone(id: id)) { try SampleBox(path: maildir.path).open(id) }
    }

    @Test("Of a huge message the first ten megabytes are read")
    func huge() throws {
        let maildir = try ScratchMaildir()
        let body = String(repeating: String(repeating: "0123456789", count: 7) + "\n", count: 200_000)
        try maildir.deliver("7.g", "Subject: huge\n\n" + body)
        let message = try SampleBox(path: maildir.path).open("7.g")
        #expect(message.sample.size == 15 + 71 * 200_000)
        #expect(message.text.utf8.count == 1 << 20)
        #expect(message.isCut)
        #expect(message.parts.map(\.size) == [(10 << 20) - 15])
    }

    private func list(_ state: SampleBox.State) throws -> [Sample] {
        guard case .samples(let samples) = state else {
            Issue.record("\(state)")
            return []
        }
        return samples
    }

    /// Waits until the list shows these subjects; what comes on the way there, as folders appear one by one, is passed.
    private func expect(_ states: inout AsyncStream<SampleBox.State>.Iterator, _ subjects: [String]) async throws {
        while let state = await states.next() {
            if case .samples(let samples) = state, samples.map(\.subject) == subjects { return }
        }
        Issue.record("ended before \(subjects) came")
    }

    private func watches() -> Int {
        let folder = "/proc/self/fd"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0))?.contains("inotify") == true
        }
    }
}
