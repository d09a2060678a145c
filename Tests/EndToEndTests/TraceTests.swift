import Foundation
import Testing

/// `--trace`, from the shell.
@Suite("The trace of requests")
struct TraceTests {
    private static let mark = "m4rk-that-is-in-no-trace"

    private func lines(_ path: String) throws -> [[String: String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let parts = line.split(separator: "\t").map(String.init)
            #expect(parts.first?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#) != nil, "\(line)")
            var fields: [String: String] = [:]
            for part in parts.dropFirst() {
                let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
                if pair.count == 2 { fields[pair[0]] = pair[1] }
            }
            return fields
        }
    }

    @Test("A write leaves a line that parses, and none of its values, its key or its customer")
    func write() async throws {
        let home = try Home()
        let sandbox = try await SandboxProcess(["--customers", "5"], home: home)
        let file = home.path + "/trace"
        let common = ["--base-url", sandbox.url, "--user", "sandbox", "--trace", file]
        for arguments in [
            ["call", "packages.list"],
            [
                "call", "subusers.create", "username=\(Self.mark)@a.example", "password=\(Self.mark)",
                "email=\(Self.mark)@b.example", "--write", "--reason", Self.mark,
            ],
            ["call", "bounces.list", "user=\(Self.mark)"],
        ] {
            _ = try await Finished.desk(
                arguments + common, home: home, environment: ["RESELLERDESK_KEY": "sandbox"])
        }
        let calls = try lines(file)
        #expect(calls.count >= 2)
        #expect(calls.first?["operation"] == "packages.list")
        for call in calls {
            #expect(Set(call.keys) == ["operation", "attempt", "status", "ms", "priority", "cached"])
            #expect(call["attempt"] == "1" && call["priority"] == "visible" && call["cached"] == "no")
            #expect(Int(call["status"] ?? "") != nil && Int(call["ms"] ?? "") != nil)
        }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for secret in [Self.mark, "sandbox", "example"] { #expect(!text.contains(secret), "\(secret)") }
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("A link, a folder and a file that others can read are refused, and nothing is sent")
    func refused() async throws {
        let home = try Home()
        let (real, link, loose) = (home.path + "/real", home.path + "/link", home.path + "/loose")
        try Data().write(to: URL(filePath: real))
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
        try Data().write(to: URL(filePath: loose))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: loose)
        for (path, words) in [(link, "symbolic link"), (home.path, "directory"), (loose, "chmod 600"), ("", "empty")] {
            let result = try await Finished.desk(["call", "packages.list", "--trace", path], home: home)
            #expect(result.status == 2 && result.output == "", "\(path)")
            #expect(result.errors.contains(words), "\(result.errors)")
        }
        #expect(try Data(contentsOf: URL(filePath: real)).isEmpty)
    }
}
