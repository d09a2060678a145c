import Desk
import Foundation
import ResellerAPI
import Testing

@testable import resellerdesk

/// Where texts lie while an editor has them.
@Suite("The folder of edited texts")
struct EditFolderTests {
    private let home: Home
    private let folder: EditFolder

    init() throws {
        home = try Home()
        folder = EditFolder(stateDirectory: home.path)
    }

    private func mode(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
    }

    private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path) } }

    @Test("File and folders are for their owner only, and are gone afterwards with what lies beside the file")
    func rights() throws {
        let laid = try folder.lay("<p>", as: "text-html.html").get()
        #expect(try mode(laid.path) == 0o600)
        #expect(try mode((laid.path as NSString).deletingLastPathComponent) == 0o700)
        #expect(try mode(folder.path) == 0o700)
        try Data("x".utf8).write(to: URL(filePath: laid.path + "~"))
        #expect(try laid.read(most: 10).get() == "<p>")
        laid.remove()
        #expect(try names == [])
    }

    @Test("What a killed process left is taken away, what somebody writes in is not")
    func leftovers() throws {
        let laid = try folder.lay("a", as: "a.txt").get()
        folder.removeLeftovers()
        #expect(try laid.read(most: 10).get() == "a")
        laid.remove()
        let left = folder.path + "/abcdef"
        try FileManager.default.createDirectory(atPath: left, withIntermediateDirectories: false)
        try Data("x".utf8).write(to: URL(filePath: left + "/a.txt"))
        folder.removeLeftovers()
        #expect(try names == [])
    }

    @Test("What was written is kept for its owner, through a start, until it is taken; what is as it was laid is not")
    func kept() throws {
        let laid = try folder.lay("a", as: "a.txt").get()
        #expect(laid.keep() == nil)
        #expect(try names == [])
        let written = try folder.lay("a", as: "a.txt").get()
        try Data("b".utf8).write(to: URL(filePath: written.path))
        #expect(chmod(written.path, 0o644) == 0)
        let file = try #require(written.keep())
        #expect(file.hasPrefix(folder.path + "/kept-") && file.hasSuffix("/a.txt"))
        #expect(try mode(file) == 0o600)
        folder.removeLeftovers()
        let again = try #require(folder.reopen(file))
        #expect(again.read(most: 9) == .success("b"))
        #expect(again.keep() == file, "also where nothing was written this time")
        try #require(folder.reopen(file)).remove()
        #expect(try names == [])
        #expect(folder.reopen(file) == nil)
    }

    @Test("What an editor left beside the file when it was cut off is kept; other files are not opened as kept ones")
    func keptBeside() throws {
        let laid = try folder.lay("a", as: "a.txt").get()
        try Data("half".utf8).write(to: URL(filePath: (laid.path as NSString).deletingLastPathComponent + "/.a.swp"))
        let file = try #require(laid.keep())
        let own = (file as NSString).deletingLastPathComponent
        #expect(try FileManager.default.contentsOfDirectory(atPath: own).sorted() == [".a.swp", "a.txt"])
        #expect(folder.reopen(home.path + "/a.txt") == nil)
        let unchanged = try folder.lay("a", as: "a.txt").get().keep(evenIfUnchanged: true)
        #expect(unchanged != nil)
    }

    @Test("Where there never was a text nothing is made")
    func nothing() {
        folder.removeLeftovers()
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test("A folder that others can open is not used")
    func open() throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        #expect(chmod(folder.path, 0o755) == 0)
        guard case .failure(let failure) = folder.lay("a", as: "a.txt") else {
            Issue.record("it was used")
            return
        }
        #expect(failure.words == "\(folder.path) is accessible to others; run chmod 700 on it")
    }

    @Test("What is too long, no UTF-8, or gone is refused in words")
    func refused() throws {
        let laid = try folder.lay("", as: "a.txt").get()
        defer { laid.remove() }
        let file = URL(filePath: laid.path)
        try Data("123456".utf8).write(to: file)
        #expect(laid.read(most: 6) == .success("123456"))
        #expect(laid.read(most: 5) == .failure(.init("the new text is longer than 5 bytes; shorten it")))
        for bytes in [[0x61, 0xFF, 0x0A], [0x61, 0x00, 0x0A], [0xC3]] as [[UInt8]] {
            try Data(bytes).write(to: file)
            #expect(laid.read(most: 9) == .failure(.init("the new text is not valid UTF-8; save it as UTF-8")))
        }
        try FileManager.default.removeItem(at: file)
        #expect(
            laid.read(most: 9) == .failure(.init("the edited file can't be read: no such file or directory")))
    }

    @Test("The end of the last line comes and goes with the file, whatever the line ends are")
    func lastLine() {
        for text in ["", "a", "a\nb", "a\n", "a\r\nb", "\n"] {
            #expect(TextEditor.text(TextEditor.contents(text)) == text)
        }
        #expect(TextEditor.contents("a\r\nb") == "a\r\nb\r\n")
        #expect(TextEditor.text("a") == "a")
    }

    @Test("VISUAL comes before EDITOR, blanks are none, and options stay with the command")
    func command() {
        #expect(TextEditor.command(["EDITOR": "vi", "VISUAL": "code --wait"]) == "code --wait")
        #expect(TextEditor.command(["EDITOR": "vi", "VISUAL": " "]) == "vi")
        #expect(TextEditor.command(["PAGER": "less"]) == nil)
        #expect(TextEditor.script("code --wait") == "exec code --wait \"$1\"")
        #expect(TextEditor.script("LANG=C vi") == "LANG=C vi \"$1\"")
    }
}
