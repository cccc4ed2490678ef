#include "CFordelerMIP.h"
