// The installation's secret: what public ids are enciphered with; and how a secret is kept.
#pragma once

#include "app/settings.hpp"

#include <string>
#include <string_view>

namespace postern::app {

/// From the setting, else the data folder's installation.key, made at first start (0600) by one process only. Throws
/// core::Failure naming the file.
std::string installation_secret(const Settings& settings);
/// Keeps a secret in a file of its own (0600), whole and durable before anybody uses it; where two processes do so at
/// once, the first one's stands. Throws core::Failure naming the file.
void keep_secret_once(const std::string& path, std::string_view secret);

} // namespace postern::app
