import Testing

@testable import Settings

@Suite("Key table")
struct KeyTableTests {
    @Test("Every command has one row, with its keys or its name for the command bar")
    func rows() {
        let table = KeyTable.markdown(.shipped)
        let lines = table.split(separator: "\n")
        let tables = Set(Command.all.map(\.group)).count
        #expect(lines.count == Command.all.count + 2 * tables)
        for command in Command.all { #expect(lines.filter { $0.hasSuffix("| \(command.help) |") }.count == 1) }
    }

    @Test("A table is written as a README shows it")
    func mark() {
        let table = KeyTable.markdown(.shipped)
        let marking = """
            | Mark | |
            |---|---|
            | `Space` | mark and move on |
            | `v` | mark a range with the cursor |
            | `V` | mark all rows shown |
            | `U` | unmark all |

            """
        #expect(table.contains(marking))
        #expect(table.contains("| `g g` `Home` | first line |"))
        #expect(table.contains("| `:reload` | reload keymap, themes and accounts |"))
    }

    @Test("A bar does not end its cell")
    func bar() {
        let user = KeymapFile(name: "keymap.json", bytes: Array(#"{ "list": { "|": "mark" } }"#.utf8))
        let table = KeyTable.markdown(Keymap(merging: Keymap.shippedFile, user: user))
        #expect(table.contains(#"| `\|` `Space` | mark and move on |"#))
    }
}
