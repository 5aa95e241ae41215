// RunningGateway: the program itself, started on a free port with a fresh data folder, and stopped as an operator does.
#pragma once

#include "support/scratch_folder.hpp"

#include <csignal>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace postern::tests::api {

/// Keys of this folder's tests: the sandbox's, and a second post and agency whose things must not meet the first's.
inline constexpr const char* kPost = "pk_test_demopost_njparuel3s3tkfjva3zhffzjxul3ne5r3lj3qc4gqjrwaagj7q5a";
inline constexpr const char* kCustoms = "pk_test_democust_rrkiq6p4rotli5oqmtfd4u2nqwdxug4452nomyfp6jurdffgoyra";
inline constexpr const char* kLicensing = "pk_test_demolicn_bl7c3ub44o7x27zza3ddownblypzs5loh3oeu6kugcfo6bh4u35a";
inline constexpr const char* kCounter = "pk_test_democntr_oy5ozmq5g2frafq6c742ubz4v7hwlz4dqzddpl4gvrykiwsnccna";
inline constexpr const char* kAdmin = "pk_test_demoadmn_2mtqnhojzvkco5rtbggmibypmfgtzvxwwokgry7iy7dlaofnoa6a";
inline constexpr const char* kOtherPost = "pk_test_otherpst_njparuel3s3tkfjva3zhffzjxul3ne5r3lj3qc4gqjrwaagj7q5b";
inline constexpr const char* kOtherCustoms = "pk_test_othercus_rrkiq6p4rotli5oqmtfd4u2nqwdxug4452nomyfp6jurdffgoyrb";

class RunningGateway {
public:
    /// settings: lines added to the configuration.
    explicit RunningGateway(const std::string& settings = {}) {
        const std::string keys = folder_.write(
            "keys.csv", std::string("role,mode,post,agency,label,key\n") + "post,test,np-post,,Post," + kPost +
                            "\nagency,test,,np-customs,Customs," + kCustoms + "\nagency,test,,np-licensing,Licensing," +
                            kLicensing + "\ncounter,test,np-post,,Counter," + kCounter + "\nadmin,test,,,Operator," +
                            kAdmin + "\npost,test,other-post,,Other post," + kOtherPost +
                            "\nagency,test,,other-customs,Other customs," + kOtherCustoms + "\n");
        const std::string config = folder_.write(
            "postern.properties",
            "home.folder = " POSTERN_SOURCE_DIR "\nsandbox.demo-keys = true\n"
            "sandbox.keys-file = " +
                keys + "\nsandbox.item-ids-file = " POSTERN_SOURCE_DIR "/config/sandbox/item_ids.csv\n" + settings);
        words_ = {POSTERN_BINARY, "serve",       "--config", config,
                  "--listen",     "127.0.0.1:0", "--data",   (folder_.path() / "data").string()};
        start(words_);
    }
    ~RunningGateway() {
        if (pid_ > 0) stop();
    }
    RunningGateway(const RunningGateway&) = delete;
    RunningGateway& operator=(const RunningGateway&) = delete;

    std::uint16_t port() const { return port_; }
    std::string data() const { return (folder_.path() / "data").string(); }
    /// As systemd stops it. The exit code, or -1 where a signal ended it.
    int stop() {
        if (pid_ <= 0) throw std::logic_error("the gateway does not run"); // kill(-1) would reach everybody
        ::kill(pid_, SIGTERM);
        return wait();
    }
    /// Stops it and starts it again on its data; its port is another one.
    void restart() {
        if (pid_ > 0) stop();
        start(words_);
    }
    void ask_to_stop() const { ::kill(pid_, SIGTERM); }
    void ask_to_reload() const { ::kill(pid_, SIGHUP); }
    /// What it told its operator so far.
    std::string log() const {
        std::ifstream read(folder_.path() / "log");
        return {std::istreambuf_iterator<char>(read), {}};
    }
    int wait() {
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    void start(std::vector<std::string> words) {
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        const std::string log = (folder_.path() / "log").string();
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(ends[1], 1);
            ::close(ends[0]);
            ::close(ends[1]);
            if (::freopen(log.c_str(), "w", stderr) == nullptr) ::_exit(126);
            ::execv(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        const std::string line = first_line(ends[0]);
        ::close(ends[0]);
        const std::string expected = "postern listening on http://127.0.0.1:";
        if (!line.starts_with(expected)) {
            stop();
            std::ifstream read(log);
            throw std::runtime_error("the gateway did not start: " + line +
                                     std::string(std::istreambuf_iterator<char>(read), {}));
        }
        port_ = static_cast<std::uint16_t>(std::stoi(line.substr(expected.size())));
    }
    static std::string first_line(int fd) {
        std::string line;
        char c = 0;
        while (::read(fd, &c, 1) == 1 && c != '\n')
            line.push_back(c);
        return line;
    }

    ScratchFolder folder_;
    std::vector<std::string> words_;
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
};

} // namespace postern::tests::api
