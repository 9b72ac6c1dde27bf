#pragma once
#include "edge.h"
#include "host.h"
#include "netlink.h"
#include "terminal.h"
